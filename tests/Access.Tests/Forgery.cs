using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using KeyEcosystem.Platform.Identity;
using Microsoft.AspNetCore.WebUtilities;

namespace KeyEcosystem.Access.Tests;

/// <summary>Credentials that look like ones that are worth something.</summary>
internal static class Forgery
{
    /// <summary>A key with one character altered at every place, cut at several, or written otherwise.</summary>
    public static IEnumerable<(string What, string Credential)> Keys(string key)
    {
        for (var i = 0; i < key.Length; i++)
        {
            yield return ($"key altered at {i}", key[..i] + (key[i] == 'a' ? 'b' : 'a') + key[(i + 1)..]);
        }

        for (var length = 0; length < key.Length; length += 8)
        {
            yield return ($"key cut to {length}", key[..length]);
        }

        yield return ("key in capitals", key.ToUpperInvariant());
        yield return ("key doubled", key + key);
        yield return ("key with a zero more", key + "0");
        yield return ("key in quotes", $"\"{key}\"");
        yield return ("key with a comma and another", key + "," + key);
    }

    /// <summary>A token signed by the node's own key after one change: each check of the node stands alone here.</summary>
    public static string Resigned(string token, IdentityKeys keys, Action<JsonObject, JsonObject> change)
    {
        var parts = token.Split('.');
        var header = JsonNode.Parse(Base64UrlTextEncoder.Decode(parts[0]))!.AsObject();
        var payload = JsonNode.Parse(Base64UrlTextEncoder.Decode(parts[1]))!.AsObject();
        change(header, payload);
        var text = $"{Encode(header)}.{Encode(payload)}";
        return $"{text}.{Base64UrlTextEncoder.Encode(keys.Signing.ECDsa.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256))}";
    }

    public static IEnumerable<(string What, string Credential)> Tokens(string token, IdentityKeys keys, string otherMember)
    {
        var parts = token.Split('.');
        var header = JsonNode.Parse(Base64UrlTextEncoder.Decode(parts[0]))!.AsObject();
        var payload = JsonNode.Parse(Base64UrlTextEncoder.Decode(parts[1]))!.AsObject();

        // What only the node's key could sign: one claim is wrong each time.
        yield return ("token of another audience", Resigned(token, keys, (_, p) => p["aud"] = "urn:keyeco:node:other"));
        yield return ("token without audience", Resigned(token, keys, (_, p) => p.Remove("aud")));
        yield return ("token of another issuer", Resigned(token, keys, (_, p) => p["iss"] = "https://other.example/"));
        yield return ("token without issuer", Resigned(token, keys, (_, p) => p.Remove("iss")));
        yield return ("token of another kind", Resigned(token, keys, (h, _) => h["typ"] = "JWT"));
        yield return ("token without an entry", Resigned(token, keys, (_, p) => p.Remove("oi_tkn_id")));
        yield return ("token of an unknown entry", Resigned(token, keys, (_, p) => p["oi_tkn_id"] = "00000000-0000-0000-0000-000000000000"));
        yield return ("token of an unknown subject", Resigned(token, keys, (_, p) => p["sub"] = "mch_00000000000000000000000000000000"));
        yield return ("token without kind", Resigned(token, keys, (_, p) => p.Remove("kind")));

        // What anybody could send.
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var text = $"{parts[0]}.{parts[1]}";
        yield return ("token signed by another key", $"{text}.{Base64UrlTextEncoder.Encode(other.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256))}");
        foreach (var none in new[] { "none", "None", "NONE", "nOnE" })
        {
            var unsigned = header.DeepClone().AsObject();
            unsigned["alg"] = none;
            yield return ($"token of algorithm {none}", $"{Encode(unsigned)}.{parts[1]}.");
            yield return ($"token of algorithm {none} with the signature", $"{Encode(unsigned)}.{parts[1]}.{parts[2]}");
        }

        var symmetric = header.DeepClone().AsObject();
        symmetric["alg"] = "HS256";
        var hmacText = $"{Encode(symmetric)}.{parts[1]}";
        yield return ("token of algorithm HS256 by the public key", $"{hmacText}.{Base64UrlTextEncoder.Encode(HMACSHA256.HashData(keys.Signing.ECDsa.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(hmacText)))}");
        foreach (var (claim, value) in new[] { ("member", otherMember), ("role", "operator"), ("sub", "key_0"), ("exp", "4000000000"), ("scope", "openid") })
        {
            var swapped = payload.DeepClone().AsObject();
            swapped[claim] = value;
            yield return ($"token with another {claim}", $"{parts[0]}.{Encode(swapped)}.{parts[2]}");
        }

        yield return ("token without signature", text + ".");
        yield return ("token of two parts", text);
        yield return ("token of four parts", token + "." + parts[2]);
        yield return ("token turned round", $"{parts[2]}.{parts[1]}.{parts[0]}");
        yield return ("token under another key id", Resigned(token, keys, (h, _) => h["kid"] = "other") is var moved && moved.Split('.') is [var movedHeader, ..] ? $"{movedHeader}.{parts[1]}.{parts[2]}" : "");
        for (var i = 1; i < 20; i++)
        {
            yield return ($"token cut to {i} of 20", token[..(token.Length * i / 20)]);
        }

        // The last character of a part may hold bits that mean nothing; all others count.
        var ends = new[] { parts[0].Length - 1, text.Length - 1, token.Length - 1 };
        for (var i = 0; i < token.Length; i += 5)
        {
            if (token[i] != '.' && !ends.Contains(i))
            {
                yield return ($"token altered at {i}", token[..i] + (token[i] == 'A' ? 'B' : 'A') + token[(i + 1)..]);
            }
        }
    }

    private static string Encode(JsonObject part) => Base64UrlTextEncoder.Encode(Encoding.UTF8.GetBytes(part.ToJsonString()));
}
