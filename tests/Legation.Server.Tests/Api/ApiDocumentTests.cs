using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Api;

public sealed class ApiDocumentTests : IAsyncLifetime
{
    private TestNode node = null!;
    private Officer officer = null!;

    public async ValueTask InitializeAsync()
    {
        node = await TestNode.StartAsync();
        officer = (await node.StaffAsync("anna"))[0];
    }

    public ValueTask DisposeAsync() => node.DisposeAsync();

    [Theory]
    [InlineData("post", "/dispatches", "201 400 401 403 409 415 422 503")]
    [InlineData("put", "/dispatches/{id}", "200 400 401 403 404 409 412 415 422 428 503")]
    [InlineData("delete", "/dispatches/{id}", "204 401 403 404 409 503")]
    [InlineData("get", "/dispatches", "200 401 403 422")]
    [InlineData("get", "/healthz", "200")]
    public async Task answers_are_listed_by_status(string method, string path, string statuses) =>
        (await OperationAsync(method, path))
            .GetProperty("responses")
            .EnumerateObject()
            .Select(response => response.Name)
            .Order(StringComparer.Ordinal)
            .ShouldBe(statuses.Split(' '));

    [Fact]
    public async Task refusals_are_problems_with_a_code()
    {
        var document = await DocumentAsync();

        (await OperationAsync("post", "/dispatches"))
            .GetProperty("responses")
            .GetProperty("422")
            .GetProperty("content")
            .GetProperty("application/problem+json")
            .GetProperty("schema")
            .GetProperty("$ref")
            .GetString()
            .ShouldBe("#/components/schemas/Problem");
        document
            .GetProperty("components")
            .GetProperty("schemas")
            .GetProperty("Problem")
            .GetProperty("properties")
            .TryGetProperty("code", out _)
            .ShouldBeTrue();
    }

    [Theory]
    [InlineData("post", "/dispatches", "Acting-For", "Idempotency-Key")]
    [InlineData("put", "/dispatches/{id}", "Acting-For", "If-Match required")]
    [InlineData("post", "/dispatches/{id}/clear", "Acting-For", "Idempotency-Key", "If-Match")]
    [InlineData("get", "/dispatches", "Acting-For")]
    public async Task headers_are_listed(string method, string path, params string[] headers)
    {
        var operation = await OperationAsync(method, path);
        var parameters = operation.TryGetProperty("parameters", out var given) ? given.EnumerateArray().ToList() : [];

        parameters
            .Where(parameter => parameter.GetProperty("in").GetString() == "header")
            .Select(parameter =>
                parameter.GetProperty("name").GetString()
                + (parameter.TryGetProperty("required", out var required) && required.GetBoolean() ? " required" : "")
            )
            .ShouldBe(headers);
    }

    [Fact]
    public async Task fields_that_may_be_left_out_are_not_required()
    {
        var schemas = (await DocumentAsync()).GetProperty("components").GetProperty("schemas");

        foreach (var request in new[] { "DispatchRequest", "ActRequest" })
            schemas.GetProperty(request).TryGetProperty("required", out _).ShouldBeFalse(request);
    }

    [Fact]
    public async Task the_registers_are_named() =>
        (await OperationAsync("get", "/dispatches"))
            .GetProperty("parameters")
            .EnumerateArray()
            .Single(parameter => parameter.GetProperty("name").GetString() == "box")
            .GetProperty("description")
            .GetString()
            .ShouldStartWith("inbox, assigned, sent, to-clear, awaiting-reply, drafts or to-review");

    [Fact]
    public async Task an_unknown_address_and_another_media_type_have_a_code()
    {
        (await officer.GetAsync("/nothing"))["code"].ShouldBe("no-such-address");

        using var xml = new StringContent("<dispatch/>", Encoding.UTF8, "application/xml");
        using var answer = await officer.Http.PostAsync(
            "/api/v1/dispatches",
            xml,
            TestContext.Current.CancellationToken
        );
        answer.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken))
            .GetProperty("code")
            .GetString()
            .ShouldBe("media-type");
    }

    private Task<JsonElement> DocumentAsync() =>
        officer.Http.GetFromJsonAsync<JsonElement>("/openapi/v1.json", TestContext.Current.CancellationToken);

    private async Task<JsonElement> OperationAsync(string method, string path) =>
        (await DocumentAsync()).GetProperty("paths").GetProperty($"/api/v1{path}").GetProperty(method);
}
