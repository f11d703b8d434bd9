package io.gyre.publisher.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gyre.wire.SealException;
import io.gyre.wire.seal.KeyFolder;
import io.gyre.wire.seal.age.X25519Identity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipientsTest {
    private final X25519Identity first = X25519Identity.generate();
    private final X25519Identity second = X25519Identity.generate();

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws Exception {
        file = folder.resolve(KeyFolder.RECIPIENTS);
        Files.writeString(file, first.recipient() + "\n");
    }

    @Test
    void aChangedFileIsReadAgain() throws Exception {
        Recipients recipients = Recipients.in(new KeyFolder(folder));
        assertEquals(List.of(first.recipient()), recipients.now());

        Files.writeString(file, first.recipient() + "\n# the next key\n" + second.recipient() + "\n");
        assertEquals(List.of(first.recipient(), second.recipient()), recipients.now());

        Path replacement = Files.writeString(folder.resolve("new"), second.recipient() + "\n");
        Files.move(replacement, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertEquals(List.of(second.recipient()), recipients.now());
    }

    @Test
    void aFileThatCannotBeUsedChangesNothing() throws Exception {
        Recipients recipients = Recipients.in(new KeyFolder(folder));
        Files.writeString(file, "age1nonsense\n");
        assertEquals(List.of(first.recipient()), recipients.now());
        Files.delete(file);
        assertEquals(List.of(first.recipient()), recipients.now());
        Files.writeString(file, second.recipient() + "\n");
        assertEquals(List.of(second.recipient()), recipients.now());
    }

    @Test
    void atFirstTheFileMustBeSound() throws Exception {
        Files.writeString(file, "# nobody yet\n");
        assertThrows(SealException.class, () -> Recipients.in(new KeyFolder(folder)));
        assertThrows(IllegalArgumentException.class, () -> Recipients.of(List.of()));
    }
}
