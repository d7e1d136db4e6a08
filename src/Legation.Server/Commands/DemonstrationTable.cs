using Legation.Server.Demonstration;
using Legation.Server.Nodes;
using Spectre.Console;

namespace Legation.Server.Commands;

/// <summary>Shows who can sign in where.</summary>
internal static class DemonstrationTable
{
    // Links must stay in one piece when the output goes to a file.
    private const int WidthOfFile = 240;

    public static void Print(
        string root,
        IReadOnlyList<NodeHost> hosts,
        IReadOnlyList<(Credential Person, Uri Link)> people
    )
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings());
        if (Console.IsOutputRedirected)
            console.Profile.Width = WidthOfFile;
        console.MarkupLineInterpolated(
            $"[bold]Legation[/]: a demonstration network of {hosts.Count} nodes, with fictitious people. Data in {root}"
        );
        console.WriteLine();
        foreach (var node in hosts.Select(host => host.Folder.Description))
            Print(console, node, people.Where(entry => entry.Person.Node == node.Code));
        console.MarkupLineInterpolated(
            $"Each link signs in once, within a day. Passwords and tokens: {Path.Combine(root, Credential.FileName)}"
        );
        console.WriteLine("Ctrl-C ends all nodes; the next start finds everything.");
    }

    private static void Print(
        IAnsiConsole console,
        NodeDescription node,
        IEnumerable<(Credential Person, Uri Link)> people
    )
    {
        console.MarkupLineInterpolated($"[bold]{node.Name}[/]  {node.Pages}");
        var grid = new Grid { Expand = false }
            .AddColumn()
            .AddColumn()
            .AddColumn(new GridColumn { NoWrap = true });
        foreach (var (person, link) in people)
            grid.AddRow(new Text(person.Person), new Text(person.Post), new Text(link.ToString()));
        console.Write(new Padder(grid, new Padding(2, 0, 0, 1)));
    }
}
