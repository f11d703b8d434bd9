package io.gyre.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.wire.seal.KeyFolder;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private String keys() {
        return folder.resolve("keys").toString();
    }
}
