using System.Text;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Legation.Dispatches.Lists;

/// <summary>The members of a list as a file for spreadsheets, which its page also takes back.</summary>
internal static class ListExport
{
    public static IResult Answer(
        string id,
        CurrentPrincipal current,
        [FromServices] AddresseeLists lists,
        IDirectory directory
    )
    {
        if (!RecordId.TryParse(id, out var parsed) || lists.Find(parsed) is not { } list)
            return ListRefusals.NotFound.ToResult();
        // Spreadsheets take UTF-8 for something else unless the file begins with its mark.
        var view = directory.For(current.Required);
        var csv = "\uFEFF" + ListCsv.Write(list.MembersFor(current.Required, view), view);
        return TypedResults.File(Encoding.UTF8.GetBytes(csv), "text/csv; charset=utf-8", "members.csv");
    }
}
