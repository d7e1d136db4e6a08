using Legation.Labels;
using Legation.Records;
using Legation.Records.Attachments;
using Legation.Records.Http;
using Legation.Records.Signing;
using Legation.Records.Storage;
using Legation.Records.Storage.Sqlite;
using Legation.Relay;
using Legation.Server.Accounts;
using Legation.Server.Api;
using Legation.Server.Duty;
using Legation.Server.MailIn;
using Legation.Server.Security;
using Legation.Server.Shell;
using Legation.Ui;
using Microsoft.AspNetCore.DataProtection;

namespace Legation.Server.Nodes;

/// <summary>All that one node is made of.</summary>
internal static class NodeServices
{
    public static IServiceCollection AddNode(this IServiceCollection services, NodeFolder folder, TimeProvider clock) =>
        services
            .AddSingleton(folder)
            .AddSingleton(folder.Description)
            .AddSingleton(clock)
            .AddSingleton<NodeReadiness>()
            .AddKernel(folder)
            .AddNodeRelay(folder)
            .AddApiConventions()
            .AddAccounts(folder.Description)
            .AddModules(folder.Description)
            .AddNodeApi()
            .AddLegationUi()
            .AddShell()
            .AddSecurityPages()
            .AddDuty(folder.Description)
            .AddMailIn(folder.Description.Mail)
            .AddBrowserProtection(folder);

    private static IServiceCollection AddKernel(this IServiceCollection services, NodeFolder folder) =>
        services
            .AddSingleton<INodeKeys, KeyFiles>()
            .AddSingleton<IRecordSigner, CurrentSigner>()
            .AddSingleton(provider => folder.IdentityWith(provider.GetRequiredService<IRecordSigner>()))
            .AddSingleton<IRecordStore>(_ => SqliteStore.Open(folder.JournalFile))
            .AddSingleton(_ => new AttachmentFiles(folder.Attachments))
            .AddSingleton(new LabelPolicies(ShippedPolicies.LegationDemo, ShippedPolicies.Tlp))
            .AddRecords();

    private static IServiceCollection AddBrowserProtection(this IServiceCollection services, NodeFolder folder)
    {
        services
            .AddDataProtection()
            .SetApplicationName($"legation {folder.Description.Id}")
            .PersistKeysToFileSystem(folder.ProtectionKeys);
        return services.AddAntiforgery(options =>
        {
            options.Cookie.Name = $"legation-form-{folder.Description.Code.ToLowerInvariant()}";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.HeaderName = "RequestVerificationToken";
            // Our own headers say more.
            options.SuppressXFrameOptionsHeader = true;
        });
    }
}
