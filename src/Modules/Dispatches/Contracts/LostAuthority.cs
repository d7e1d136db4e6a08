using Legation.Dispatches.Clear;
using Legation.Records;

namespace Legation.Dispatches.Contracts;

/// <summary>Standing authority ends with the duty to clear of who gave it: the duty given back brings none of it back.</summary>
public static class LostAuthority
{
    /// <summary>Ends all that somebody gave, in the transaction in which he loses the duty or his account.</summary>
    public static void EndAllOf(LedgerTransaction transaction, Author giver)
    {
        foreach (var ended in StandingAuthoritySql.All(transaction).Where(one => one.Giver == giver))
            StandingAuthoritySql.End(transaction, ended, by: "", "duty-lost");
    }
}
