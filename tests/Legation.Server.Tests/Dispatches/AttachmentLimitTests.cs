using System.Net;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>Files that are refused, and content that nothing names.</summary>
public sealed class AttachmentLimitTests : IAsyncLifetime
{
    private TestNode node = null!;
    private Officer anna = null!;
    private Officer bo = null!;
    private string draft = "";

    public async ValueTask InitializeAsync()
    {
        node = await TestNode.StartAsync();
        (anna, bo) = await node.StaffAsync("anna", "bo") is [var first, var second]
            ? (first, second)
            : throw new InvalidOperationException();
        draft = await anna.DraftAsync(bo.Post);
    }

    public ValueTask DisposeAsync() => node.DisposeAsync();

    [Theory]
    [InlineData(null)]
    [InlineData("with-a-key")]
    public async Task a_file_of_more_than_a_gigabyte_is_refused_before_it_is_sent(string? key)
    {
        using var content = new Announced(1_000_000_001);

        var answer = await anna.AttachAsync(draft, "large.bin", content, key);

        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer["code"].ShouldBe("attachment-too-large");
        content.WasAskedFor.ShouldBeFalse();
    }

    [Fact]
    public async Task an_empty_file_is_refused()
    {
        using var content = new ByteArrayContent([]);

        (await anna.AttachAsync(draft, "nothing.txt", content))["code"].ShouldBe("attachment-empty");
    }

    [Fact]
    public async Task a_file_without_a_name_is_refused()
    {
        using var content = new ByteArrayContent([1]);

        (await anna.AttachAsync(draft, "/", content))["code"].ShouldBe("attachment-name");
    }

    [Fact]
    public async Task two_files_have_neither_one_name_nor_one_content()
    {
        await anna.AttachAsync(draft, "one.bin", [1, 2, 3]);
        using var other = new ByteArrayContent([4]);
        using var same = new ByteArrayContent([1, 2, 3]);

        (await anna.AttachAsync(draft, "ONE.bin", other))["code"].ShouldBe("attachment-name-taken");
        (await anna.AttachAsync(draft, "two.bin", same))["code"].ShouldBe("attached-already");
    }

    [Fact]
    public async Task the_twenty_first_file_is_refused()
    {
        for (var i = 0; i < 20; i++)
            await anna.AttachAsync(draft, $"{i}.bin", [(byte)i]);
        using var content = new ByteArrayContent([21]);

        (await anna.AttachAsync(draft, "21.bin", content))["code"].ShouldBe("too-many-attachments");
    }

    [Fact]
    public async Task nobody_attaches_to_the_draft_of_another()
    {
        using var content = new ByteArrayContent([1]);

        (await bo.AttachAsync(draft, "one.bin", content)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("with-a-key")]
    public async Task who_may_not_attach_is_refused_before_he_sends_the_file(string? key)
    {
        using var content = new Announced(900_000_000);

        (await bo.AttachAsync(draft, "one.bin", content, key)).Status.ShouldBe(HttpStatusCode.NotFound);

        content.WasAskedFor.ShouldBeFalse();
    }

    [Fact]
    public async Task a_file_sent_twice_under_one_key_is_attached_once()
    {
        using var content = new ByteArrayContent([1, 2, 3]);
        using var same = new ByteArrayContent([1, 2, 3]);
        using var other = new ByteArrayContent([1, 2, 4]);

        (await anna.AttachAsync(draft, "one.bin", content, "once")).Status.ShouldBe(HttpStatusCode.Created);

        (await anna.AttachAsync(draft, "one.bin", same, "once")).Status.ShouldBe(HttpStatusCode.Created);
        (await anna.AttachAsync(draft, "one.bin", other, "once"))["code"].ShouldBe("idempotency-key-reused");
    }

    [Fact]
    public async Task a_released_dispatch_takes_no_more_files()
    {
        await anna.ReleaseDraftAsync(draft, bo.Post);
        using var content = new ByteArrayContent([1]);

        (await anna.AttachAsync(draft, "one.bin", content)).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task a_start_removes_what_neither_a_draft_nor_a_dispatch_names()
    {
        var kept = await anna.AttachAsync(draft, "kept.bin", [1]);
        var released = await anna.DraftAsync(bo.Post);
        var sent = await anna.AttachAsync(released, "sent.bin", [2]);
        await anna.ReleaseDraftAsync(released, bo.Post);
        var dropped = await anna.AttachAsync(draft, "dropped.bin", [3]);
        await anna.DeleteAsync($"/dispatches/{draft}/attachments/{dropped}");

        await node.RestartAsync();

        KeptFiles().ShouldBe(new[] { kept, sent }.Order());
    }

    private IEnumerable<string> KeptFiles() =>
        Directory
            .EnumerateFiles(Path.Combine(node.Folder, "attachments"), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetFileName(file))
            .Order();

    /// <summary>Says how long it is and is never there.</summary>
    private sealed class Announced(long size) : HttpContent
    {
        public bool WasAskedFor { get; private set; }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            WasAskedFor = true;
            return Task.CompletedTask;
        }

        protected override bool TryComputeLength(out long length)
        {
            length = size;
            return true;
        }
    }
}
