package io.gyre.analysis.kernel.call;

import io.gyre.analysis.primitive.IntMap;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The system calls of an architecture by number: for those that LTTng, older than they, calls {@code unknown}. */
public final class SyscallTable {
    private static final SyscallTable X86_64 = load("x86_64");
    private static final SyscallTable GENERIC = load("aarch64");

    private final IntMap<Call> calls = new IntMap<>();

    /** A system call and how many arguments it takes. */
    public record Call(String name, int arguments) {}

    private SyscallTable() {}

    /**
     * {@return the table of the machine that ran this kernel}; x86-64 when it is not told, since LTTng's metadata has no architecture.
     *
     * @param release the environment's {@code kernel_release}, in which distributions name the architecture
     */
    public static SyscallTable of(@Nullable String release) {
        return release != null && (release.contains("arm64") || release.contains("aarch64")
                || release.contains("riscv64") || release.contains("loong")) ? GENERIC : X86_64;
    }

    /** {@return the call, or null} */
    public @Nullable Call get(int number) {
        return calls.get(number);
    }

    private static SyscallTable load(String architecture) {
        var table = new SyscallTable();
        String resource = "/io/gyre/analysis/kernel/syscalls/" + architecture + ".txt";
        try (InputStream stream = Objects.requireNonNull(SyscallTable.class.getResourceAsStream(resource), resource);
                var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).map(line -> line.split(" ", 3)).forEach(
                    words -> table.calls.put(Integer.parseInt(words[0]),
                            new Call(words[1], Integer.parseInt(words[2]))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return table;
    }
}
