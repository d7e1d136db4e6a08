namespace Legation.Labels.Tests;

/// <summary>The policy of the worked cases: written for the tests after published examples, no alliance's own.</summary>
internal static class TestPolicyJson
{
    internal const string Text = """
        {
          "id": "TEST",
          "version": 3,
          "name": "Policy of the worked cases",
          "marking": "TEST ",
          "classifications": [
            { "name": "UNCLASSIFIED", "hierarchy": 1, "colour": "u" },
            { "name": "RESTRICTED", "hierarchy": 2, "colour": "r" },
            { "name": "CONFIDENTIAL", "hierarchy": 3, "colour": "c" },
            { "name": "SECRET", "hierarchy": 4, "colour": "s" },
            { "name": "TOP SECRET", "hierarchy": 5, "short": "TS", "colour": "s" }
          ],
          "tagSets": [
            {
              "id": "context",
              "type": "permissive",
              "required": true,
              "default": ["NATO"],
              "maximum": 4,
              "values": [
                { "name": "NATO" },
                { "name": "EAPC" },
                { "name": "GEORGIA" },
                { "name": "ISAF" },
                { "name": "KFOR" },
                { "name": "PFP" },
                { "name": "RUSSIA" },
                { "name": "UKRAINE" },
                { "name": "RELEASABLE" },
                { "name": "SFOR", "retired": "2005-12-02T00:00:00Z" }
              ]
            },
            {
              "id": "releasableTo",
              "name": "Releasable to",
              "type": "permissive",
              "marking": { "prefix": "REL TO " },
              "values": [
                { "name": "NATO", "group": "NATO" },
                { "name": "EAPC", "group": "EAPC" },
                { "name": "ISAF", "group": "ISAF" },
                { "name": "KFOR", "group": "KFOR" },
                { "name": "PFP", "group": "PFP" },
                { "name": "GBR" },
                { "name": "FIN" },
                { "name": "NZL" },
                { "name": "WSM" },
                { "name": "JPN" },
                { "name": "CHE" },
                { "name": "UKR" }
              ]
            },
            {
              "id": "only",
              "type": "permissive",
              "marking": { "prefix": "ONLY " },
              "values": [
                { "name": "NATO", "group": "NATO" },
                { "name": "GBR" },
                { "name": "NZL" },
                { "name": "IRL" },
                { "name": "SWE" },
                { "name": "UKR" }
              ]
            },
            {
              "id": "special",
              "type": "restrictive",
              "values": [
                { "name": "ATOMAL", "excludes": ["RESTRICTED"] },
                { "name": "BOHEMIA" },
                { "name": "CRYPTO" }
              ]
            },
            { "id": "subject", "type": "informative", "values": [{ "name": "STAFF" }, { "name": "POLITICAL" }] }
          ],
          "memberships": [
            {
              "epoch": 1,
              "groups": {
                "NATO": ["GBR", "FRA"],
                "EAPC": ["GBR", "FRA", "FIN"],
                "ISAF": ["GBR", "NZL"],
                "KFOR": ["GBR"],
                "PFP": ["FIN", "GBR"]
              }
            },
            {
              "epoch": 2,
              "groups": {
                "NATO": ["GBR", "FRA", "FIN"],
                "EAPC": ["GBR", "FRA", "FIN"],
                "ISAF": ["NZL", "GBR"],
                "KFOR": ["FIN", "FRA"],
                "PFP": ["GBR"]
              }
            }
          ],
          "mappings": [
            {
              "policy": "OTHER",
              "classifications": { "CONFIDENTIAL": "CONFIDENTIAL", "OPEN": "UNCLASSIFIED" },
              "tagSets": [
                { "from": "eyes", "to": "releasableTo", "values": { "KIWI": "NZL", "BRIT": "GBR" } },
                { "from": "project", "to": "special", "values": { "LOCK": "CRYPTO" } },
                { "from": "topic", "ignored": true }
              ],
              "add": { "context": ["NATO"], "releasableTo": ["GBR"] }
            }
          ]
        }
        """;
}
