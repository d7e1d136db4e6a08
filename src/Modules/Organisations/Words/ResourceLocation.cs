using Microsoft.Extensions.Localization;

// Said here so that a host's own choice of resource folder cannot move ours.
[assembly: ResourceLocation("Words")]
