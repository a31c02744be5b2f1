using System.Text.Json;

namespace KeyEcosystem.Dataspace.Core.Tables;

/// <summary>A member of an object: where its bytes stand in the record.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Name">Where the name begins, with its quotes.</param>
/// <param name="NameLength">Bytes of the name as written, with its quotes.</param>
/// <param name="Value">Where the value begins.</param>
/// <param name="ValueLength">Bytes of the value as written.</param>
/// <param name="Kind">The first token of the value.</param>
internal readonly record struct JsonMember(JsonColumn Column, int Name, int NameLength, int Value, int ValueLength, JsonTokenType Kind);
