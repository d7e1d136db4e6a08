using System.CommandLine;

namespace Legation.Server.Commands;

/// <summary>The node's part of the directory.</summary>
internal static class DirectoryCommands
{
    public static Command Make()
    {
        var command = new Command("directory", "The directory: whom dispatches can be addressed to");
        command.Add(Import());
        var data = LegationCommand.Data();
        var list = new Command("list", "List organisations, offices, posts and persons with their ids") { data };
        list.SetAct(data, _ => new ListDirectory());
        command.Add(list);
        return command;
    }

    private static Command Import()
    {
        var data = LegationCommand.Data();
        var file = new Argument<FileInfo>("file")
        {
            Description = "JSON {organisation, offices, posts, people, routes, label}; see docs/operating.md",
        };
        var command = new Command(
            "import",
            "Enter this node's organisation, offices, posts and people; what is there already stays as it is"
        )
        {
            file,
            data,
        };
        command.SetAct(
            data,
            async parsed => new ImportDirectory(await File.ReadAllTextAsync(parsed.GetRequiredValue(file).FullName))
        );
        return command;
    }
}
