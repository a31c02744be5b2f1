using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace KeyEcosystem.Platform.Store;

/// <summary>How one mapped class is written, derived from the EF model so that mapping is said once.</summary>
internal sealed class RowShape
{
    private static readonly ConcurrentDictionary<PropertyInfo, Func<object, object?>> reads = new();

    private readonly Lazy<Func<object, object?>[]> getters;

    private RowShape(IEntityType type)
    {
        var store = StoreObjectIdentifier.Table(type.GetTableName()!, type.GetSchema());
        Table = store.Name;
        var key = type.FindPrimaryKey()!.Properties[0];
        Key = key.GetColumnName(store)!;
        Versioned = typeof(IRow).IsAssignableFrom(type.ClrType);
        var properties = type.GetProperties().Where(p => !(Versioned && p.Name == nameof(IRow.Version))).ToArray();
        Columns = [.. properties.Select(p => new RowColumn(p.GetColumnName(store)!, p.GetColumnType(store), ProviderType(p), p.IsColumnNullable(store)))];
        ByProperty = properties.Select((p, i) => (p.Name, i)).ToDictionary(p => p.Name, p => p.i, StringComparer.Ordinal);
        // Made when the first row of the class is written: most starts write few classes, and making a reader takes a compilation.
        getters = new Lazy<Func<object, object?>[]>(() => [.. properties.Select(Getter)]);
        KeyToProvider = Converter(key);
        KeyIndex = Array.FindIndex(Columns, c => c.Name == Key);
        // A filtered index is left to the store: it can't be judged without reading the filter.
        Unique = [.. type.GetIndexes().Where(i => i.IsUnique && i.GetFilter() is null).Select(i => i.Properties.Select(p => Array.IndexOf(properties, p)).ToArray())];
    }

    public string Table { get; }

    public string Key { get; }

    public int KeyIndex { get; }

    public bool Versioned { get; }

    /// <summary>All columns but the version.</summary>
    public RowColumn[] Columns { get; }

    /// <summary>The columns of each unique index beside the key.</summary>
    public int[][] Unique { get; }

    public IReadOnlyDictionary<string, int> ByProperty { get; }

    public Func<object?, object?> KeyToProvider { get; }

    /// <summary>The shapes of all classes with a key of one column; others are not written by commands.</summary>
    public static Dictionary<Type, RowShape> All(IModel model) => model.GetEntityTypes()
        .Where(t => t.GetTableName() is not null && t.FindPrimaryKey() is { Properties.Count: 1 })
        .ToDictionary(t => t.ClrType, t => new RowShape(t));

    /// <summary>The values of a row as the store takes them.</summary>
    public object?[] Values(object row) => Array.ConvertAll(getters.Value, g => g(row));

    private static Type ProviderType(IProperty property)
    {
        var mapping = property.GetRelationalTypeMapping();
        var type = mapping.Converter?.ProviderClrType ?? property.ClrType;
        return System.Nullable.GetUnderlyingType(type) ?? type;
    }

    private static Func<object?, object?> Converter(IProperty property)
    {
        var converter = property.GetTypeMapping().Converter;
        return converter is null ? v => v : v => v is null ? null : converter.ConvertToProvider(v);
    }

    private static Func<object, object?> Getter(IProperty property)
    {
        var get = reads.GetOrAdd(property.PropertyInfo ?? throw new InvalidOperationException($"{property.DeclaringType.DisplayName()}.{property.Name} has no property to read."), Reader);
        var convert = Converter(property);
        return r => convert(get(r));
    }

    private static Func<object, object?> Reader(PropertyInfo read)
    {
        var row = Expression.Parameter(typeof(object));
        return Expression.Lambda<Func<object, object?>>(
            Expression.Convert(Expression.Property(Expression.Convert(row, read.DeclaringType!), read), typeof(object)), row).Compile();
    }
}
