using Legation.Organisations.Contracts;
using Legation.Organisations.Model;
using Legation.Organisations.Names;
using Legation.Records;

namespace Legation.Organisations.Register;

/// <summary>Finds what is wrong with names and details in a document.</summary>
internal static class DetailsCheck
{
    /// <summary>The first member that is wrong; null: none. All lines that need a name have one.</summary>
    public static Refusal? Problem(DirectoryDocument document) =>
        (document.Organisation is { } own ? Of("organisation", own.Name, LineDetails.Of(own)) : null)
        ?? DocumentCheck.First("offices", document.Offices, (at, o) => Of(at, o.Name, LineDetails.Of(o)))
        ?? DocumentCheck.First("posts", document.Posts, OfPost)
        ?? DocumentCheck.First("people", document.People, (at, p) => Of(at, p.Name, LineDetails.Of(p)))
        ?? DocumentCheck.First("subjects", document.Subjects, (at, s) => Of(at, s.Name, new EntryDetails()));

    private static Refusal? OfPost(string at, PostLine post) =>
        NameRule.Problem(post.Title ?? "") is { } rule ? DocumentCheck.Wrong($"{at}.title", rule)
        : !post.Name.IsDefault && post.Name.Any(name => name is not { Text: not null, Lang: not null })
            ? DocumentCheck.Wrong($"{at}.name", "needs text and lang in each name")
        : Of(at, post.Name.IsDefault ? [] : post.Name, LineDetails.Of(post));

    private static Refusal? Of(string at, IReadOnlyList<LocalisedName> names, EntryDetails details) =>
        DetailsRule
            .Problems(names)
            .Select(problem => ($"{at}.name{problem.Place}", problem.Rule))
            .Concat(DetailsRule.Problems(details).Select(problem => ($"{at}.{problem.Place}", problem.Rule)))
            .Select(problem => DocumentCheck.Wrong(problem.Item1, problem.Rule))
            .FirstOrDefault();
}
