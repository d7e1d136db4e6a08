using System.Text.RegularExpressions;

namespace Legation.Bench;

/// <summary>
/// Whether the time of an answer tells a dispatch that is not for its reader from one that is not there. Both are asked
/// for in turn, so that nothing else differs.
/// </summary>
internal static partial class DenialBench
{
    private const string WhoHasThem = "m.sorensen";
    private const string Reader = "k.tanabe";
    private const int WarmUp = 200;
    private const double Furthest = 0.05;

    public static async Task<IReadOnlyList<Figure>> RunAsync(DirectoryInfo folder, int count)
    {
        var data = folder.CreateSubdirectory("denial");
        await using var network = Served.Network(data);
        await network.PrintedAsync(Demonstration.Ready);
        using var officer = await SignedInAsync(data, WhoHasThem);
        using var reader = await SignedInAsync(data, Reader);
        var denied = await DeniedAsync(officer, reader);
        return
        [
            await CompareAsync(reader, "/dispatches/", denied, count),
            await CompareAsync(reader, "/records/", denied, count),
            await CompareAsync(reader, "/api/v1/records/", denied, count),
        ];
    }

    private static async Task<Visitor> SignedInAsync(DirectoryInfo data, string user)
    {
        var credential = Demonstration.Of(data, user);
        var visitor = new Visitor(credential.Url);
        await visitor.SignInAsync(credential);
        return visitor;
    }

    private static async Task<string> DeniedAsync(Visitor officer, Visitor reader)
    {
        foreach (var box in new[] { "inbox", "to-clear", "awaiting-reply", "sent" })
        foreach (Match link in Dispatch().Matches(await officer.TextAsync($"/dispatches?box={box}")))
            if (await reader.IsMissingAsync($"/dispatches/{link.Value}"))
                return link.Value;
        throw new InvalidOperationException($"{Reader} may have all that {WhoHasThem} has.");
    }

    private static async Task<Figure> CompareAsync(Visitor reader, string path, string denied, int count)
    {
        var unknown = denied[..^12] + "000000000000";
        var (ofDenied, ofUnknown) = (new List<double>(count), new List<double>(count));
        for (var i = 0; i < WarmUp + count; i++)
            foreach (var (id, taken) in new[] { (denied, ofDenied), (unknown, ofUnknown) })
            {
                var time = await reader.TimeAsync(path + id, missing: true);
                if (i >= WarmUp)
                    taken.Add(time);
            }
        var (median, reference) = (Percentile.Of(ofDenied, 0.5), Percentile.Of(ofUnknown, 0.5));
        return new Figure(
            $"404 of {path}… denied, median",
            FormattableString.Invariant($"{count:N0} requests, and as many for what is not there"),
            median * 1000,
            "µs",
            reference * 1000,
            FormattableString.Invariant($"within {Furthest:P0} of what is not there"),
            Math.Abs((median / reference) - 1) <= Furthest
        );
    }

    [GeneratedRegex("dispatch--[0-9a-f-]{36}")]
    private static partial Regex Dispatch();
}
