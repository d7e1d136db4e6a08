using System.CommandLine;
using Legation.Server.Nodes;

namespace Legation.Server.Commands;

/// <summary>The command <c>legation relay</c>: files that are carried where no line is.</summary>
internal static class RelayCommands
{
    private const string ReceiptsEnding = ".receipts";

    public static Command Make()
    {
        var command = new Command("relay", "Files with what waits for another node, carried by hand");
        command.Add(Export());
        command.Add(Import());
        return command;
    }

    private static Command Export()
    {
        var data = LegationCommand.Data();
        var peer = new Option<string>("--peer") { Description = "Id or name of a linked node", Required = true };
        var file = new Option<FileInfo>("--out")
        {
            Description = "File to write; it is signed, not encrypted",
            Required = true,
        };
        var command = new Command("export", "Write what waits for a node, and has no receipt, into a file")
        {
            peer,
            file,
            data,
        };
        command.SetGuarded(
            (parsed, _) =>
                ExportAsync(
                    parsed.GetRequiredValue(data),
                    parsed.GetRequiredValue(peer),
                    parsed.GetRequiredValue(file),
                    parsed.InvocationConfiguration
                )
        );
        return command;
    }

    private static Command Import()
    {
        var data = LegationCommand.Data();
        var file = new Argument<FileInfo>("file") { Description = "File that another node wrote: batches or receipts" };
        var receipts = new Option<FileInfo?>("--receipts")
        {
            Description =
                $"Where to write the receipts to be carried back; else beside the file, with {ReceiptsEnding}",
        };
        var command = new Command("import", "Take in a file that was carried here") { file, receipts, data };
        command.SetGuarded(
            (parsed, _) =>
                ImportAsync(
                    parsed.GetRequiredValue(data),
                    parsed.GetRequiredValue(file),
                    parsed.GetValue(receipts),
                    parsed.InvocationConfiguration
                )
        );
        return command;
    }

    private static async Task<int> ExportAsync(string data, string peer, FileInfo to, InvocationConfiguration console)
    {
        if (to.Exists)
            throw new NodeFolderException($"There is a file {to.FullName} already. Give another name with --out.");
        var carried = NodeFolder.Open(data).Carried;
        var written = CarriedFolder.NewName();
        try
        {
            var answer = await CommandChannel.RunAsync(data, new ExportCarried(peer, written, to.FullName));
            if (answer.Code == ExitCodes.Done)
                File.Move(carried.PathOf(written), to.FullName);
            LegationCommand.Write(answer, console);
            return answer.Code;
        }
        finally
        {
            carried.Delete(written);
        }
    }

    private static async Task<int> ImportAsync(
        string data,
        FileInfo from,
        FileInfo? receipts,
        InvocationConfiguration console
    )
    {
        var back = receipts ?? new FileInfo(from.FullName + ReceiptsEnding);
        var carried = NodeFolder.Open(data).Carried;
        var (read, written) = (CarriedFolder.NewName(), CarriedFolder.NewName());
        try
        {
            await carried.CopyInAsync(from.FullName, read);
            var answer = await CommandChannel.RunAsync(data, new ImportCarried(read, written, back.FullName));
            if (File.Exists(carried.PathOf(written)))
                File.Move(carried.PathOf(written), back.FullName, overwrite: true);
            LegationCommand.Write(answer, console);
            return answer.Code;
        }
        finally
        {
            carried.Delete(read);
            carried.Delete(written);
        }
    }
}
