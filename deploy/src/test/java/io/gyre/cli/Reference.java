package io.gyre.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What babeltrace2 2.1.1 reads from the recordings that are stored. */
final class Reference {
    private static final Map<String, String> RECORDINGS = Map.of("kernel-small-noctx-1", "kernel");

    private Reference() {}

    /** {@return the folder name of a session's recording} */
    static String recording(String session) {
        return RECORDINGS.getOrDefault(session, session);
    }

    static JsonNode ofSample(String host, String session) {
        return whole(Path.of(System.getProperty("gyre.root"), "deploy", "samples", host, recording(session)));
    }

    /** {@return what is known of all chunks of a recording together} */
    static JsonNode whole(Path recording) {
        try {
            return Json.read(Files.readString(recording.resolve("reference.json"))).get("whole");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
