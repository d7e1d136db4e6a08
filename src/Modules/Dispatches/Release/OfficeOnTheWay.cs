using Legation.Dispatches.Reading;
using Legation.Organisations.Contracts;
using Legation.Records;

namespace Legation.Dispatches.Release;

/// <summary>The office that clears what a post releases, or gets a copy of it, where that is another node's.</summary>
internal sealed class OfficeOnTheWay(NodeIdentity node)
{
    /// <summary>The office that clears it; null: it goes directly.</summary>
    public RecordId? Of(DirectoryView view, RecordId post, RecordId? about) =>
        RouteOf(view, post, about)?.Terms.Through;

    /// <summary>The office that gets a copy at once; null: none does.</summary>
    public RecordId? CopyTo(DirectoryView view, RecordId post, RecordId? about) =>
        RouteOf(view, post, about)?.Terms.CopyTo;

    /// <summary>Its name as a fact about what is to be released; none where it goes directly.</summary>
    public IEnumerable<(string Term, string Text)> Fact(DirectoryView view, RecordId post, RecordId? about) =>
        Of(view, post, about) is { } office ? [("Goes first to", view.FullNameOf(office))]
        : CopyTo(view, post, about) is { } copy ? [("A copy goes to", view.FullNameOf(copy))]
        : [];

    /// <summary>Which way it goes and why, for its author; null where nothing was ruled.</summary>
    public string? Sentence(DirectoryView view, RecordId post, RecordId? about, Precedence precedence)
    {
        if (RouteOf(view, post, about) is not { Terms: var terms })
            return null;
        var why = terms.Subject is { } subject ? $", because it is about “{view.NameOf(subject)}”" : "";
        return terms.Mode switch
        {
            RouteMode.Through =>
                $"It goes to {view.NameOf(terms.Via!.Value)} first{why}, which clears it and releases it to the others, or returns it to you.{Unless(terms, precedence)}",
            RouteMode.Copy =>
                $"It goes straight to its addressees{why}, and a copy goes to {view.NameOf(terms.Via!.Value)} at once.",
            _ => $"It goes straight to its addressees{why}.",
        };
    }

    private static string Unless(RouteTerms terms, Precedence precedence) =>
        terms.Limits?.Of(precedence) is { } minutes
            ? $" If it does neither within {DispatchWords.Time(minutes * (1 + terms.Deputies.Length))}, it goes on without clearance."
            : "";

    private RouteRuling? RouteOf(DirectoryView view, RecordId post, RecordId? about) =>
        view.RouteOf(post, about) is { } ruling
        && (ruling.Terms.Via is not { } office || view.Party(office)?.Home != node.Id)
            ? ruling
            : null;
}
