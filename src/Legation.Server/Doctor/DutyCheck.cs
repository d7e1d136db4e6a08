using Legation.Server.Duty;

namespace Legation.Server.Doctor;

/// <summary>Whether somebody would be called at night.</summary>
internal static class DutyCheck
{
    public static IEnumerable<Finding> Of(IServiceProvider services)
    {
        var words = services.GetRequiredService<DutyWords>();
        var rosters = services.GetRequiredService<Rosters>().All();
        if (rosters.Count > 0 && !services.GetRequiredService<MailSettings>().IsOn)
            yield return Finding.Warning(
                "duty",
                "There are duty rosters, and this node sends no mail: nobody is called.",
                "Name a mail server as \"mail\" in node.json, then restart the node."
            );
        foreach (var roster in rosters.Where(roster => roster.People.Count == 0))
            yield return Finding.Warning(
                "duty",
                $"Nobody can be called for {words.NameOf(roster.Party)}.",
                $"Add people on the page {RosterPage.AddressOf(roster.Party)}, or with legation duty set."
            );
    }
}
