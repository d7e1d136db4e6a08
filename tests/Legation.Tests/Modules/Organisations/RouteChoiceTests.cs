using System.Collections.Immutable;
using CsCheck;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Tests.Records.Support;

namespace Legation.Tests.Modules.Organisations;

/// <summary>Which of several routes governs a dispatch: the same one on screens and where dispatches are admitted.</summary>
public sealed class RouteChoiceTests
{
    private static readonly RecordId Post = Drafts.Fixed("post", 1);
    private static readonly RecordId Office = Drafts.Fixed("office", 1);
    private static readonly RecordId Organisation = Drafts.Fixed("organisation", 1);
    private static readonly RecordId Ruler = Drafts.Fixed("node", 1);
    private static readonly RecordId Stranger = Drafts.Fixed("node", 2);

    private static readonly ImmutableArray<RecordId> Senders =
    [
        Post,
        Office,
        Organisation,
        Drafts.Fixed("post", 2),
        Drafts.Fixed("organisation", 2),
    ];

    private static readonly Gen<RecordId?> Subjects = Gen.Int[0, 3]
        .Select(n => n == 0 ? (RecordId?)null : Drafts.Fixed("subject", n));

    private static readonly Gen<RouteRuling> Rulings =
        from sender in Gen.Int[0, Senders.Length - 1].Select(i => Senders[i])
        from mode in Gen.Enum<RouteMode>()
        from via in Gen.Int[1, 4]
        from subject in Subjects
        from strange in Gen.Int[0, 4]
        select new RouteRuling(
            new RouteTerms(sender, mode, mode == RouteMode.Direct ? null : Drafts.Fixed("office", via))
            {
                Subject = subject,
            },
            strange == 0 ? Stranger : Ruler
        );

    [Fact]
    public void the_most_specific_route_that_is_followed_governs_and_of_equals_the_newest()
    {
        var (bySubject, general, none) = (0, 0, 0);
        Gen.Select(Rulings.Array[0, 8], Subjects)
            .Sample(
                (newestFirst, about) =>
                {
                    var expected = Expected(newestFirst, about);
                    Interlocked.Increment(
                        ref expected is null
                            ? ref none
                            : ref expected.Terms.Subject is null ? ref general : ref bySubject
                    );
                    return View(newestFirst).RouteOf(Post, about) == expected
                        && SenderOf(newestFirst).RouteOf(about)?.Terms == expected?.Terms;
                },
                iter: 5000
            );
        foreach (var reached in new[] { bySubject, general, none })
            reached.ShouldBeGreaterThan(200, "the samples must reach the rule");
    }

    [Fact]
    public void who_goes_through_an_office_is_told_for_each_subject_that_a_route_names() =>
        Gen.Select(Rulings.Array[0, 8], Subjects)
            .Sample(
                (newestFirst, about) =>
                {
                    var view = View(newestFirst);
                    var named = about is { } subject && view.RoutedSubjects.Contains(subject) ? about : null;
                    return Enumerable
                        .Range(1, 4)
                        .Select(number => Drafts.Fixed("office", number))
                        .All(office =>
                            view.SendersThrough(office).Contains((Post, named))
                            == (view.RouteOf(Post, about)?.Terms.Through == office)
                        );
                },
                iter: 2000
            );

    // Spelled out: try one place after the other.
    private static RouteRuling? Expected(RouteRuling[] newestFirst, RecordId? about)
    {
        foreach (var sender in new[] { Post, Office, Organisation })
        foreach (var subject in about is null ? [null] : new[] { about, null })
        foreach (var ruling in newestFirst)
            if (ruling.Authority == Ruler && ruling.Terms.Sender == sender && ruling.Terms.Subject == subject)
                return ruling;
        return null;
    }

    private static DirectoryView View(RouteRuling[] newestFirst) =>
        new([new Party(Post, "post", [], Organisation, Office, Ruler)], [], [], [], newestFirst, node => node == Ruler);

    private static Sender SenderOf(RouteRuling[] newestFirst) =>
        new(
            Ruler,
            [Post, Office, Organisation],
            [.. newestFirst.Where(r => r.Authority == Ruler).Select(r => new SenderRoute(r.Terms, null))]
        );
}
