package io.gyre.sinks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
    @Test
    void secondOneInTheSameFolderIsRefusedUntilTheFirstLeaves(@TempDir Path folder) throws Exception {
        Path results = folder.resolve("not/yet/there");
        try (FolderLock _ = FolderLock.take(results)) {
            SinkException refused = assertThrows(SinkException.class, () -> FolderLock.take(results));
            assertEquals("folder-in-use", refused.code());
        }
        FolderLock.take(results).close();
    }
}
