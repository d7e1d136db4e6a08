using System.Globalization;
using System.Text;
using Legation.Labels;
using Legation.Records;
using Legation.Records.Access;
using Legation.Server.Accounts;

namespace Legation.Server.Events;

/// <summary>
/// All by which somebody sees what he sees and may do what he may: two that are equal mean that a page shown then may be
/// shown now.
/// </summary>
internal static class AccessStamp
{
    public static Digest Of(SignedIn signedIn, Principal principal, LabelPolicies policies)
    {
        var text = new StringBuilder()
            .AppendLine(signedIn.Account.Name)
            .AppendLine(signedIn.Account.Clearance)
            .AppendLine(principal.Duties.ToString())
            .AppendLine(signedIn.Acting?.Deputyship.Id.ToString())
            .AppendLine(principal.Post.ToString())
            .AppendJoin(' ', principal.Parties.Order());
        foreach (var policy in policies)
            text.AppendLine().Append(CultureInfo.InvariantCulture, $"{policy.Id} {policy.Version}");
        return Digest.Of(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
