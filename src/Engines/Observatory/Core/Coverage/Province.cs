namespace KeyEcosystem.Observatory.Core.Coverage;

/// <summary>A province-level unit and its place on the tile map, which is a rough one and no border.</summary>
/// <param name="Code">Two digits.</param>
/// <param name="Zh">Its name.</param>
/// <param name="En">Its name in English.</param>
/// <param name="ShortZh">Its name on a tile.</param>
/// <param name="Column">Column from the west, from 0.</param>
/// <param name="Row">Row from the north, from 0.</param>
public sealed record Province(string Code, string Zh, string En, string ShortZh, int Column, int Row);
