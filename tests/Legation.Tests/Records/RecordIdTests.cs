using Legation.Records;

namespace Legation.Tests.Records;

public sealed class RecordIdTests
{
    [Theory]
    [InlineData("post--01a1674e-b4f5-70f9-83ce-346c58591ce3", true)]
    [InlineData("post--01A1674E-B4F5-70F9-83CE-346C58591CE3", false)]
    [InlineData("post--0x1674eb-b4f5-70f9-83ce-346c58591ce3", false)]
    [InlineData("post--+1a1674e-b4f5-70f9-83ce-346c58591ce3", false)]
    [InlineData("post--01a1674eb4f5-70f9-83ce-346c58591ce3--", false)]
    [InlineData("Post--01a1674e-b4f5-70f9-83ce-346c58591ce3", false)]
    [InlineData("--01a1674e-b4f5-70f9-83ce-346c58591ce3", false)]
    public void an_id_has_one_text(string text, bool isId)
    {
        RecordId.TryParse(text, out var id).ShouldBe(isId);
        if (isId)
            id.ToString().ShouldBe(text);
    }
}
