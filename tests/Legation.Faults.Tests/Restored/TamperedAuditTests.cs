using System.Net;
using Legation.Faults.Tests.Network;
using Legation.Faults.Tests.Processes;
using Legation.Faults.Tests.Table;

namespace Legation.Faults.Tests.Restored;

public sealed class TamperedAuditTests(PreparedNetwork prepared)
{
    private const string Last = "(SELECT MAX(seq) FROM journal WHERE type = 1)";

    [Theory, Fault("audit row edited or removed", "raw SQL on the journal")]
    [InlineData($"UPDATE journal SET body = CAST('{{}}' AS BLOB) WHERE seq = {Last}", "has another body")]
    [InlineData($"UPDATE journal SET at = at - 1 WHERE seq = {Last}", "was changed after it was written")]
    [InlineData($"UPDATE journal SET content = x'00' WHERE seq = {Last}", "was changed after it was written")]
    [InlineData($"UPDATE journal SET audience = audience + 1 WHERE seq = {Last}", "another label or audience")]
    [InlineData($"DELETE FROM journal WHERE seq = {Last}", "is missing")]
    [InlineData("DELETE FROM journal WHERE seq = (SELECT MAX(seq) FROM journal)", "is missing")]
    public async Task the_verifier_names_the_row(string sql, string words)
    {
        await using var network = new ServedNetwork(await prepared.CopyAsync());
        await network.Seoul.StartAsync();
        var desk = await network.Representative.AddresseeAsync("Asia-Pacific desk");
        var answer = await network.Representative.ReleaseAsync(new DispatchDraft("Kept", desk), "kept");
        answer.Status.ShouldBe(HttpStatusCode.Created, answer.Sentence);
        await network.Seoul.TerminateAsync();
        Journal.Tamper(network.Seoul.Folder, sql);
        var (code, said) = await LegationProcess.RunAsync("audit", "verify", "--data", network.Seoul.Folder);
        code.ShouldBe(3, said);
        said.ShouldContain(words);
    }
}
