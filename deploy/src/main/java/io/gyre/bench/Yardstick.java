package io.gyre.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Another program that reads the same traces: babeltrace2 with its dummy sink, which decodes every field and prints none. */
public final class Yardstick {
    private Yardstick() {}

    /**
     * {@return the wall time of each pass, in seconds}
     *
     * @throws IOException when there is no such program, or it fails
     */
    public static List<Double> babeltrace2(String program, Collection<Path> paths, int passes)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program, "-o", "dummy"));
        paths.forEach(path -> command.add(path.toString()));
        List<Double> seconds = new ArrayList<>();
        for (int pass = 0; pass < passes; pass++) {
            long begin = System.nanoTime();
            Process process = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            int status = process.waitFor();
            if (status != 0) {
                throw new IOException(String.join(" ", command) + " ended with exit code " + status);
            }
            seconds.add((System.nanoTime() - begin) / 1e9);
        }
        return seconds;
    }
}
