using Legation.Records;
using Legation.Server.Duty;

namespace Legation.Server.MailIn;

/// <summary>Registers the reading of the office's mailbox, if the node has one.</summary>
internal static class MailInServices
{
    public static IServiceCollection AddMailIn(this IServiceCollection services, MailSettings? mail)
    {
        services
            .AddModule(
                new ModuleDefinition("mail-in", [], State: [EmbeddedSql.Read(typeof(MailInServices), "mail-in.sql")])
            )
            .AddSingleton<SeenMails>();
        return mail?.In is not { } settings
            ? services
            : services
                .AddSingleton(settings)
                .AddSingleton<TakeMailIn>()
                .AddSingleton<Mailbox>()
                .AddHostedService<MailInService>();
    }
}
