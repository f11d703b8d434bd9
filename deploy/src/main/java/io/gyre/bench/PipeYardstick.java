package io.gyre.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a shell would do: {@code tar c PATH… | zstd -LEVEL | age -r RECIPIENT}, into nothing. */
final class PipeYardstick {
    /** {@code times} prints minutes and seconds, user and system, of the shell's children in its second line. */
    private static final Pattern TIME = Pattern.compile("(\\d+)m([0-9.]+)s");
    private static final String SCRIPT = "level=$1; recipient=$2; shift 2;"
            + " tar cP \"$@\" | zstd -q -\"$level\" | age -r \"$recipient\" | wc -c; times";

    private PipeYardstick() {}

    /**
     * {@return what the pipe took, with all its processes}
     *
     * @throws IOException when one of the programs is missing or fails
     */
    static Cost run(Collection<Path> paths, int level, String recipient) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", "-o", "pipefail", "-e", "-c", SCRIPT, "pipe",
                Integer.toString(level), recipient));
        paths.forEach(path -> command.add(path.toString()));
        Path errors = Files.createTempFile("gyre-bench", ".err");
        try {
            long begin = System.nanoTime();
            Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            double seconds = (System.nanoTime() - begin) / 1e9;
            List<String> lines = output.lines().toList();
            if (status != 0 || lines.size() != 3) {
                throw new IOException("tar | zstd | age ended with exit code " + status + ": "
                        + Files.readString(errors).strip());
            }
            return new Cost(seconds, cpuSeconds(lines.getLast()), Long.parseLong(lines.getFirst().strip()));
        } finally {
            Files.delete(errors);
        }
    }

    private static double cpuSeconds(String userAndSystem) throws IOException {
        Matcher time = TIME.matcher(userAndSystem);
        double seconds = 0;
        int found = 0;
        while (time.find()) {
            seconds += Integer.parseInt(time.group(1)) * 60 + Double.parseDouble(time.group(2));
            found++;
        }
        if (found != 2) {
            throw new IOException("the shell's times cannot be understood: " + userAndSystem);
        }
        return seconds;
    }
}
