using Legation.Records;
using Legation.Server.Nodes;

namespace Legation.Server.Duty;

/// <summary>Registers the duty roster and the calling.</summary>
internal static class DutyServices
{
    public static IServiceCollection AddDuty(this IServiceCollection services, NodeDescription node) =>
        services
            .AddModule(
                new ModuleDefinition(
                    "duty",
                    [],
                    State: [Sql("duty.sql"), Sql("duty-002.sql"), Sql("duty-003.sql"), Sql("duty-004.sql")]
                )
            )
            .AddSingleton(node.Mail ?? MailSettings.Off)
            .AddSingleton<ICommitParticipant, DutyArrivals>()
            .AddSingleton<Rosters>()
            .AddSingleton<DutyAlerts>()
            .AddSingleton<DutyWords>()
            .AddSingleton<DutySteps>()
            .AddSingleton<MailQueue>()
            .AddSingleton<SmtpMailer>()
            .AddHostedService<DutyService>();

    private static string Sql(string name) => EmbeddedSql.Read(typeof(DutyServices), name);
}
