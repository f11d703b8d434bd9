package io.gyre.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.wire.seal.KeyFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeygenCommandTest {
    @TempDir
    Path folder;

    @Test
    void makesKeysThatSealingCanUse() throws Exception {
        assertEquals(ExitCode.OK, CommandRun.of("keygen", "--principal", "publisher@web-01", keys()).exitCode());
        KeyFolder keys = new KeyFolder(folder.resolve("keys"));
        assertEquals(1, keys.identities().size());
        assertEquals(keys.identities().getFirst().recipient().toString(), keys.recipients().getFirst().toString());
        assertTrue(Files.readString(folder.resolve("keys/allowed_signers")).startsWith("publisher@web-01 "));
    }

    @Test
    void makesPostQuantumKeysToo() throws Exception {
        assertEquals(ExitCode.OK, CommandRun.of("keygen", "--post-quantum", keys()).exitCode());
        KeyFolder keys = new KeyFolder(folder.resolve("keys"));
        assertTrue(keys.identities().getFirst().toSecretText().startsWith("AGE-SECRET-KEY-PQ-1"));
        assertEquals(keys.identities().getFirst().recipient(), keys.recipients().getFirst());
    }

    @Test
    void neverOverwritesAKey() throws Exception {
        CommandRun.of("keygen", keys());
        String identity = Files.readString(folder.resolve("keys/identity.txt"));
        CommandRun again = CommandRun.of("keygen", keys());
        assertEquals(ExitCode.FAILURE, again.exitCode());
        assertTrue(again.err().contains("keys are never overwritten"), again.err());
        assertEquals(identity, Files.readString(folder.resolve("keys/identity.txt")));
    }

    @Test
    void makesNothingWhereAnyOfTheFilesIsThereAlready() throws Exception {
        CommandRun.of("keygen", keys());
        for (String file : List.of("identity.txt", "recipients.txt", "id_ed25519", "id_ed25519.pub",
                "allowed_signers")) {
            Path one = Files.createDirectories(folder.resolve("only-" + file));
            Path there = Files.copy(folder.resolve("keys").resolve(file), one.resolve(file));
            String before = Files.readString(there);

            CommandRun run = CommandRun.of("keygen", one.toString());

            assertEquals(ExitCode.FAILURE, run.exitCode(), file);
            assertTrue(run.err().contains(there + " is there already"), run.err());
            assertEquals(before, Files.readString(there));
            try (Stream<Path> files = Files.list(one)) {
                assertEquals(List.of(there), files.toList());
            }
        }
    }

    private String keys() {
        return folder.resolve("keys").toString();
    }
}
