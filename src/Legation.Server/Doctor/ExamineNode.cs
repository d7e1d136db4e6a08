using System.Text.Json;
using Legation.Server.Commands;

namespace Legation.Server.Doctor;

/// <summary>What can be found only with the node's store open; the findings are the answer, as JSON.</summary>
/// <param name="Serving">Whether the node runs: else no line can be judged.</param>
internal sealed record ExamineNode(bool Serving) : NodeAct
{
    public override async Task<ActAnswer> RunAsync(IServiceProvider services)
    {
        List<Finding> found =
        [
            .. JournalCheck.Of(services),
            .. await LinkCheck.OfAsync(services, Serving),
            .. TrustCheck.Of(services),
            .. await KeyCheck.OfAsync(services),
            .. DutyCheck.Of(services),
            .. MailInCheck.Of(services),
        ];
        return ActAnswer.Done(JsonSerializer.Serialize(found));
    }
}
