using System.Text;
using System.Xml.Linq;

namespace KeyEcosystem.Platform.Secrets;

/// <summary>The keys that protect cookies lie in the framework's own form; only their secrets are sealed, where the form says so.</summary>
internal static class CookieKeys
{
    /// <summary>The folder below the node's.</summary>
    public const string Folder = "cookie-keys";

    private static readonly XNamespace Form = "http://schemas.asp.net/2015/03/dataProtection";

    /// <summary>Seals the secrets that an older version left in clear.</summary>
    /// <returns>How many files it sealed.</returns>
    public static int SealOlder(string folder, KeyChest chest)
    {
        var count = 0;
        var encryptor = new ChestXmlEncryptor(chest);
        foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.xml") : [])
        {
            var key = XElement.Load(file);
            var secrets = key.DescendantsAndSelf().Where(e => (bool?)e.Attribute(Form + "requiresEncryption") == true).ToList();
            foreach (var secret in secrets)
            {
                var plain = new XElement(secret);
                plain.Attributes(Form + "requiresEncryption").Remove();
                var made = encryptor.Encrypt(plain);
                secret.ReplaceWith(new XElement(Form + "encryptedSecret", new XAttribute("decryptorType", made.DecryptorType.AssemblyQualifiedName!), made.EncryptedElement));
            }

            if (secrets.Count > 0)
            {
                PrivateFile.Replace(file, Encoding.UTF8.GetBytes(key.ToString()));
                count++;
            }
        }

        return count;
    }
}
