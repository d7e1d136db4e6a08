using Legation.Organisations.Directory;
using Legation.Records;
using Microsoft.AspNetCore.Http.Extensions;

namespace Legation.Organisations.Browse;

/// <summary>Addresses of the directory's pages; what narrows the list stands in them in words.</summary>
internal static class DirectoryAddress
{
    public const string List = "/directory";

    public static string Of(RecordId id) => $"{List}/{id}";

    public static string Of(DirectoryQuery query, string? next = null) => List + Query(query, next);

    /// <summary>The list as a file: <c>csv</c>, <c>vcf</c>.</summary>
    public static string File(DirectoryQuery query, string ending) => $"{List}.{ending}{Query(query, null)}";

    /// <summary>What the address of a list says; what it does not know it takes for nothing.</summary>
    public static DirectoryQuery Read(string? words, string? kind, string? organisation, string? country) =>
        new(
            string.IsNullOrWhiteSpace(words) ? null : words.Trim(),
            EntryWords.Kinds.Contains(kind ?? "") ? kind : null,
            RecordId.TryParse(organisation, out var id) ? id : null,
            string.IsNullOrWhiteSpace(country) ? null : country.Trim().ToUpperInvariant()
        );

    private static string Query(DirectoryQuery query, string? next)
    {
        var said = new QueryBuilder();
        Add(said, "q", query.Words);
        Add(said, "kind", query.Kind);
        Add(said, "organisation", query.Organisation?.ToString());
        Add(said, "country", query.Country);
        Add(said, "next", next);
        return said.ToString();
    }

    private static void Add(QueryBuilder said, string name, string? value)
    {
        if (value is not null)
            said.Add(name, value);
    }
}
