package io.gyre.chunk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders as LTTng leaves them, made small: metadata with an environment, empty data files. */
class ArchivesTest {
    private static final String FIRST = "20261123T091710+0000-20261123T091711+0000-0";
    private static final String SECOND = "20261123T091711+0000-20261123T091712+0000-1";
    private static final String TENTH = "20261123T091712+0000-20261123T091713+0000-10";

    @TempDir
    private Path temporary = Path.of("");
    private Path root = Path.of("");

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectory(temporary.resolve("root"));
    }

    @Test
    void archivesFolderIsOneLineInOrderOfIds() throws Exception {
        for (String chunk : List.of(TENTH, FIRST, SECOND)) {
            trace("s/archives/" + chunk + "/kernel", "web-1", "boot", "20261123T091709+0000");
            trace("s/archives/" + chunk + "/ust/uid/0/64-bit", "web-1", "boot", "20261123T091709+0000");
        }
        assertFound(
                "web-1/boot/20261123T091709+0000: 0[kernel ust/uid/0/64-bit] 1[kernel ust/uid/0/64-bit] 10[kernel ust/uid/0/64-bit]",
                root.resolve("s/archives"));
        assertFound(
                "web-1/boot/20261123T091709+0000: 0[kernel ust/uid/0/64-bit] 1[kernel ust/uid/0/64-bit] 10[kernel ust/uid/0/64-bit]",
                root);
    }

    @Test
    void singleChunksOfOneSessionMakeOneLine() throws Exception {
        trace("s/archives/" + FIRST + "/kernel", "web-1", "boot", "c");
        trace("s/archives/" + SECOND + "/kernel", "web-1", "boot", "c");
        trace("s/archives/" + TENTH + "/kernel", "web-1", "boot", "c");
        assertFound("web-1/boot/c: 0[kernel] 10[kernel]", root.resolve("s/archives/" + TENTH),
                root.resolve("s/archives/" + FIRST));
    }

    @Test
    void chunkNamedTwiceIsFoundOnce() throws Exception {
        trace("s/archives/" + FIRST + "/kernel", "web-1", "boot", "c");
        assertFound("web-1/boot/c: 0[kernel]", root.resolve("s"), root.resolve("s/archives"),
                root.resolve("s/archives/" + FIRST));
    }

    @Test
    void relayTreeHoldsALinePerHostAndSession() throws Exception {
        trace("relay/web-1/boot-20261123-091709/archives/" + FIRST + "/kernel", "web-1", "boot", "c");
        trace("relay/web-2/boot-20261123-091709/archives/" + FIRST + "/kernel", "web-2", "boot", "c");
        trace("relay/web-2/other-20261123-091709/archives/" + FIRST + "/kernel", "web-2", "other", "c");
        assertFound("""
                web-1/boot/c: 0[kernel]
                web-2/boot/c: 0[kernel]
                web-2/other/c: 0[kernel]""", root.resolve("relay"));
    }

    @Test
    void chunkWithoutTraceBelongsToTheSessionBesideIt() throws Exception {
        Files.createDirectories(root.resolve("s/archives/" + FIRST + "/ust"));
        trace("s/archives/" + SECOND + "/kernel", "web-1", "boot", "c");
        Files.createDirectories(root.resolve("s/archives/" + TENTH));
        assertFound("web-1/boot/c: 0[] 1[kernel] 10[]", root);
    }

    @Test
    void sessionWithoutAnyTraceIsNamedByItsFolders() throws Exception {
        Files.createDirectories(root.resolve("relay/web-3/idle-20261123-091709/archives/" + FIRST + "/ust"));
        Files.createDirectories(root.resolve("lttng-traces/idle-20261123-091709/archives/" + FIRST + "/ust"));
        Files.createDirectories(root.resolve("custom/archives/" + FIRST + "/ust"));
        assertFound("""
                unknown/custom: 0[]
                unknown/idle/20261123T091709: 0[]
                web-3/idle/20261123T091709: 0[]""", root);
    }

    @Test
    void unreadableMetadataLeavesTheKeyToOtherTracesAndChunks() throws Exception {
        trace("s/archives/" + FIRST + "/kernel", "web-1", "boot", "c");
        Files.writeString(trace("s/archives/" + SECOND + "/kernel", "x", "x", "x"), "trace {");
        assertFound("web-1/boot/c: 0[kernel] 1[kernel]", root);
    }

    @Test
    void environmentWithoutSessionNameIsCompletedFromFolders() throws Exception {
        Path metadata = trace("lttng-traces/boot-20261123-091709/archives/" + FIRST + "/kernel", "web-1", "x", "x");
        Files.writeString(metadata, "trace { major = 1; minor = 8; byte_order = le; }; env { hostname = \"web-1\"; };");
        assertFound("web-1/boot/20261123T091709: 0[kernel]", root);
    }

    @Test
    void sessionThatWasNeverRotatedIsALineOfOneChunk() throws Exception {
        trace("boot-20261123-091709/kernel", "web-1", "boot", "c");
        trace("boot-20261123-091709/ust/pid/app-1-20261123-091709", "web-1", "boot", "c");
        assertFound("web-1/boot/c: 0[kernel ust/pid/app-1-20261123-091709]", root);
        assertFound("web-1/boot/c: 0[kernel ust/pid/app-1-20261123-091709]", root.resolve("boot-20261123-091709"));
        assertFound("web-1/boot/c: 0[]".replace("[]", "[.]"), root.resolve("boot-20261123-091709/kernel"));
    }

    @Test
    void whatLttngStillWritesIsLeftOutUnlessItIsNamed() throws Exception {
        trace("s/archives/" + FIRST + "/kernel", "web-1", "boot", "c");
        trace("s/20261123T091711+0000-1/kernel", "web-1", "boot", "c");
        trace("s/.tmp_old_chunk/kernel", "web-1", "boot", "c");
        trace("s/archives/.trash-" + SECOND + "/kernel", "web-1", "boot", "c");
        assertFound("web-1/boot/c: 0[kernel]", root);
        assertFound("web-1/boot/c: 0[kernel] 1[kernel]", root, root.resolve("s/20261123T091711+0000-1"));
    }

    @Test
    void copiesOfASessionStayApart() throws Exception {
        for (String copy : List.of("a", "b")) {
            trace(copy + "/archives/" + FIRST + "/kernel", "web-1", "boot", "c");
            trace(copy + "/archives/" + SECOND + "/kernel", "web-1", "boot", "c");
        }
        assertFound("""
                web-1/boot/c: 0[kernel] 1[kernel]
                web-1/boot/c: 0[kernel] 1[kernel]""", root);
    }

    @Test
    void snapshotsOfASessionAreLinesOfTheirOwn() throws Exception {
        trace("snapshots/snap1-20261123-101722-0/kernel", "web-1", "boot", "c");
        trace("snapshots/snap2-20261123-101722-1/kernel", "web-1", "boot", "c");
        assertFound("""
                web-1/boot/c: 0[kernel]
                web-1/boot/c: 0[kernel]""", root);
    }

    @Test
    void dataFilesAreThoseBesideMetadataInNameOrder() throws Exception {
        trace("t", "web-1", "boot", "c");
        for (String name : List.of("ch_1", "ch_0", ".hidden", "index/ch_0.idx")) {
            Files.createDirectories(root.resolve("t/" + name).getParent());
            Files.createFile(root.resolve("t/" + name));
        }
        TraceFolder trace = Archives.find(List.of(root)).getFirst().chunks().getFirst().traces().getFirst();
        assertEquals(List.of(root.resolve("t/ch_0"), root.resolve("t/ch_1")), trace.dataFiles());
    }

    @Test
    void folderThatContainsItselfByALinkIsWalkedOnce() throws Exception {
        trace("s/archives/" + FIRST + "/kernel", "web-1", "boot", "c");
        Files.createSymbolicLink(root.resolve("s/loop"), root);
        assertFound("web-1/boot/c: 0[kernel]", root);
    }

    @Test
    void folderWithoutChunksHoldsNoLine() throws Exception {
        Files.createDirectories(root.resolve("some/thing"));
        assertFound("", root);
    }

    @Test
    void pathThatIsNoFolderIsAnError() throws Exception {
        assertThrows(NoSuchFileException.class, () -> Archives.find(List.of(root.resolve("missing"))));
        Path file = Files.createFile(root.resolve("file"));
        assertThrows(NotDirectoryException.class, () -> Archives.find(List.of(file)));
    }

    private void assertFound(String expected, Path... paths) throws IOException {
        assertEquals(expected,
                Archives.find(List.of(paths)).stream().map(ArchivesTest::text).collect(Collectors.joining("\n")));
    }

    private static String text(SessionLine line) {
        return line.key() + ": " + line.chunks().stream()
                .map(chunk -> chunk.id() + "[" + chunk.traces().stream()
                        .map(trace -> trace.relativePath().isEmpty() ? "." : trace.relativePath())
                        .collect(Collectors.joining(" ")) + "]")
                .collect(Collectors.joining(" "));
    }

    private Path trace(String folder, String host, String session, String created) throws IOException {
        Path trace = Files.createDirectories(root.resolve(folder));
        return Files.writeString(trace.resolve("metadata"), """
                /* CTF 1.8 */
                trace { major = 1; minor = 8; byte_order = le; };
                env { hostname = "%s"; trace_name = "%s"; trace_creation_datetime = "%s"; };
                """.formatted(host, session, created));
    }
}
