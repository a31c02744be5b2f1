using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace KeyEcosystem.Platform.Secrets;

/// <summary>Seals the secrets of the keys that protect cookies under the node's master key.</summary>
/// <param name="chest">Seals.</param>
internal sealed class ChestXmlEncryptor(KeyChest chest) : IXmlEncryptor
{
    /// <summary>Stands in the seal, so that nothing else that the chest sealed opens as one.</summary>
    internal const string Name = "cookie-keys";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement) =>
        new(new XElement("sealed", chest.Seal(Name, Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting)))), typeof(ChestXmlDecryptor));
}
