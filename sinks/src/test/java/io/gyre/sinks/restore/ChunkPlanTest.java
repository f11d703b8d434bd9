package io.gyre.sinks.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.gyre.sinks.restore.RestoreException.Kind;
import io.gyre.wire.ChunkKind;
import io.gyre.wire.LineId;
import io.gyre.wire.Manifest;
import io.gyre.wire.Manifest.FileRef;
import io.gyre.wire.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkPlanTest {
    private static final Path OUT = Path.of("out");
    private static final LineId LINE = new LineId("web-1", "shop", "20261123T092351+0000");

    @Test
    void chunkGoesBelowItsHostAndSession() throws RestoreException {
        ChunkPlan plan = ChunkPlan.of(OUT,
                manifest(LINE, "c-0", List.of("kernel/index/ch_0.idx", "a"), List.of("ust/pid", "kernel")));
        assertEquals(Path.of("out/web-1/shop-20261123T092351+0000/archives/c-0"), plan.target());
        assertEquals(Set.of("kernel/index/ch_0.idx", "a"), plan.files().keySet());
        assertEquals(new TreeSet<>(Set.of("kernel", "kernel/index", "ust", "ust/pid")), plan.folders());
    }

    @Test
    void whatIsNotKnownOfALineHasAStandIn() throws RestoreException {
        assertEquals(Path.of("out/unknown-host/unknown-session/archives"),
                ChunkPlan.archives(OUT, new LineId("", "", "")));
        assertEquals(Path.of("out/h/s/archives"), ChunkPlan.archives(OUT, new LineId("h", "s", "")));
    }

    @ParameterizedTest
    @ValueSource(strings = { "../../../../escaped", "/tmp/escaped", "a/../../escaped", "a//b", "", ".", "..", "a/./b",
            "a/", "nul\0byte"})
    void unsafeNamesAreRefusedWhereverTheyStand(String name) {
        assertUnsafe(manifest(LINE, "c-0", List.of(name), List.of()));
        assertUnsafe(manifest(LINE, "c-0", List.of(), List.of(name)));
        assertUnsafe(manifest(LINE, name, List.of(), List.of()));
        String known = name.isEmpty() ? ".." : name;
        assertUnsafe(manifest(new LineId(known, "s", ""), "c-0", List.of(), List.of()));
        assertUnsafe(manifest(new LineId("h", known, ""), "c-0", List.of(), List.of()));
    }

    @Test
    void endlessNamesAreRefused() {
        assertUnsafe(manifest(LINE, "c-0", List.of("x".repeat(256)), List.of()));
        assertUnsafe(manifest(LINE, "c-0", List.of("x/".repeat(3000) + "x"), List.of()));
        assertUnsafe(manifest(LINE, "c-0", List.of("x/".repeat(100) + "x"), List.of()));
    }

    @Test
    void hiddenChunksAreRefusedAndHiddenFilesAreNot() throws RestoreException {
        assertUnsafe(manifest(LINE, ".restoring-c", List.of(), List.of()));
        assertEquals(Set.of(".hidden"),
                ChunkPlan.of(OUT, manifest(LINE, "c-0", List.of(".hidden"), List.of())).files().keySet());
    }

    @Test
    void aFileThatStandsTwiceOrIsAlsoAFolderIsRefused() {
        for (List<String> files : List.of(List.of("kernel", "kernel/metadata"), List.of("kernel", "kernel"))) {
            assertEquals(Kind.CONTRADICTION, assertThrows(RestoreException.class,
                    () -> ChunkPlan.of(OUT, manifest(LINE, "c-0", files, List.of()))).kind());
        }
        assertEquals(Kind.CONTRADICTION, assertThrows(RestoreException.class,
                () -> ChunkPlan.of(OUT, manifest(LINE, "c-0", List.of("ust"), List.of("ust")))).kind());
    }

    private static void assertUnsafe(Manifest manifest) {
        assertEquals(Kind.UNSAFE_PATH, assertThrows(RestoreException.class, () -> ChunkPlan.of(OUT, manifest)).kind());
    }

    private static Manifest manifest(LineId line, String name, List<String> files, List<String> directories) {
        List<FileRef> refs = files.stream()
                .map(file -> new FileRef(file, 0, Sha256.of(new byte[0]), FileRef.Kind.OTHER)).toList();
        return new Manifest(Manifest.FORMAT_VERSION, line, 0, name, ChunkKind.CHUNK, Sha256.of(new byte[0]), null, 0, 1,
                List.of(), refs,
                directories, List.of(), List.of(), List.of(), List.of(), 0, "test");
    }
}
