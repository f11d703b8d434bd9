package io.gyre.wire.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.wire.SealException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyFolderTest {
    @TempDir
    Path temporary = Path.of("");

    @Test
    void theFilesFitEachOther() throws Exception {
        KeyFolder keys = KeyFolder.generate(temporary.resolve("a/keys"), "publisher@host1");
        assertEquals(List.of(keys.identities().getFirst().recipient()), keys.recipients());
        assertEquals(keys.signingKey().publicKey(), keys.allowedSigners().signers().getFirst().publicKey());
        assertEquals(keys.signingKey().toPublicText(), Files.readString(keys.path().resolve("id_ed25519.pub")));
    }

    @Test
    void secretsAreForTheirOwnerAlone() throws Exception {
        KeyFolder keys = KeyFolder.generate(temporary.resolve("keys"), "p");
        assertEquals("rwx------", mode(keys.path()));
        assertEquals("rw-------", mode(keys.path().resolve("identity.txt")));
        assertEquals("rw-------", mode(keys.path().resolve("id_ed25519")));
    }

    @Test
    void theIdentityIsWrittenAsAgeKeygenWritesIt() throws Exception {
        KeyFolder keys = KeyFolder.generate(temporary.resolve("keys"), "p");
        String text = Files.readString(keys.path().resolve("identity.txt"));
        assertTrue(text.matches("# created: \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(Z|[+-]\\d\\d:\\d\\d)\n"
                + "# public key: age1[a-z0-9]{58}\nAGE-SECRET-KEY-1[A-Z0-9]{58}\n"), text);
    }

    @Test
    void keysAreNeverOverwritten() throws Exception {
        KeyFolder keys = KeyFolder.generate(temporary.resolve("keys"), "p");
        Files.delete(keys.path().resolve("identity.txt"));
        assertThrows(FileAlreadyExistsException.class, () -> KeyFolder.generate(keys.path(), "p"));
        assertFalse(Files.exists(keys.path().resolve("identity.txt")));
    }

    @Test
    void aMissingFileIsNamed() {
        var error = assertThrows(NoSuchFileException.class, () -> new KeyFolder(temporary).recipients());
        assertTrue(error.getFile().endsWith("recipients.txt"), error.getFile());
    }

    @Test
    void aDamagedFileIsNamedWithItsLine() throws IOException {
        Files.writeString(temporary.resolve("recipients.txt"), "# x\nage1nonsense\n");
        var error = assertThrows(SealException.class, () -> new KeyFolder(temporary).recipients());
        assertTrue(error.resource().endsWith("recipients.txt:2"), error.resource());
        assertEquals("key-malformed", error.code());
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
