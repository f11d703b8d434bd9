package io.gyre.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadStartTest {
    @TempDir
    Path folder;

    private String one;
    private String other;

    @BeforeEach
    void twoFolders() throws Exception {
        one = Files.createDirectory(folder.resolve("one")).toString();
        other = Files.createDirectory(folder.resolve("other")).toString();
    }

    @Test
    void takesThePathsOfCommandsThatRead() {
        assertEquals(List.of(Path.of(one), Path.of(other)), folders("text", one, other));
        assertEquals(List.of(Path.of(one)), folders("report", "--analysis", "cpu", one));
    }

    @Test
    void leavesTheValuesOfOptionsAlone() {
        assertEquals(List.of(Path.of(one)), folders("report", "--plugins", other, one));
        assertEquals(List.of(Path.of(other)), folders("text", "--clock-gmt", one, other));
    }

    /** {@code --clock-gmt} takes no value, which is not known here; a path stands last more often than a value. */
    @Test
    void takesTheLastArgumentForAPath() {
        assertEquals(List.of(Path.of(one)), folders("text", "--clock-gmt", one));
    }

    @Test
    void passesOverWhatIsNoFolder() {
        assertEquals(List.of(), folders("text", one + "/missing"));
        assertEquals(List.of(), folders("text", "no\0path"));
        assertEquals(List.of(), folders("text"));
    }

    @Test
    void leavesOtherCommandsAlone() {
        assertEquals(List.of(), folders("publish", one));
        assertEquals(List.of(), folders());
    }

    private static List<Path> folders(String... arguments) {
        return HeadStart.folders(arguments);
    }
}
