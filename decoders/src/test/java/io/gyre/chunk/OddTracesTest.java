package io.gyre.chunk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gyre.ctf.SharedFiles;
import io.gyre.ctf.order.Damage;
import io.gyre.ctf.order.EventReader;
import io.gyre.ctf.order.StreamInput;
import io.gyre.ctf.text.TextFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Recordings saved by lttng-crash, snapshots, and what tracers did not write as they should: their text has the digest of what
 * babeltrace2 2.1 printed. Snapshots are also read together, as one.
 */
class OddTracesTest {
    private static final Pattern DIGEST = Pattern.compile("\"text_sha256\": \"([^\"]+)\"");
    private static final String SUFFIX = ".reference.json";
    /** Metadata that is invalid; {@code SuiteMetadataTest} and the tests of CTF 2 tell how it is refused. */
    private static final List<String> INVALID = List.of("ust-tsdl216-quote", "kernel-converted-duplicate-clock");
    /** Texts of all snapshots of a session, by babeltrace2 2.1.1: every packet once. */
    private static final Map<String, String> TOGETHER = Map.of("ust-snapshot-1",
            "a5a51c3900598d79eb52f87358052be347f68f08c94b3294a8983f798b3d04eb", "ust-snapshot-2",
            "b94b731ba93d0e96046d132c9e35db04044b02be8e269b047e396433cca8e0ae");

    @TestFactory
    Stream<DynamicTest> textIsThatOfBabeltrace2() throws Exception {
        Path odd = SharedFiles.path("traces-odd");
        try (Stream<Path> all = Files.walk(odd)) {
            return all.filter(file -> ChunkFinder.name(file).endsWith("reference.json"))
                    .filter(file -> INVALID.stream().noneMatch(file.toString()::contains)).sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(odd.relativize(file).toString(),
                            () -> assertEquals(digestIn(file), digestOf(tracesBeside(file)))));
        }
    }

    @TestFactory
    Stream<DynamicTest> snapshotsAreReadAsOne() {
        return TOGETHER.entrySet().stream().map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> assertEquals(
                entry.getValue(), digestOf(SharedFiles.path("traces-odd/" + entry.getKey())))));
    }

    /** {@code NAME.reference.json} tells of the folder NAME, {@code reference.json} of the folder {@code archives}. */
    private static Path tracesBeside(Path reference) {
        String name = ChunkFinder.name(reference);
        return reference.resolveSibling(
                name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : "archives");
    }

    private static String digestIn(Path reference) throws IOException {
        Matcher matcher = DIGEST.matcher(Files.readString(reference));
        return matcher.find() ? matcher.group(1) : "";
    }

    private static String digestOf(Path traces) throws Exception {
        List<StreamInput> inputs = ChunkStreams.open(Archives.find(List.of(traces)), ChunkDamage.STRICT);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (var text = new TextFormat(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
                EventReader reader = EventReader.dynamic(inputs, text, Damage.STRICT)) {
            reader.runUntil(Long.MAX_VALUE);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
