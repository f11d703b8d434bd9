package io.gyre.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Real LTTng in namespaces of its own: hostname, /run/lttng and /dev/shm, so that it neither meets nor disturbs another session daemon. A
 * shell in there takes commands. Needs root, lttng-tools, and gcc with liblttng-ust-dev for the traced program; without them tests skip.
 */
final class LttngWorld implements AutoCloseable {
    static final String HOST = "real-01";
    private static final String END = "--end of command--";

    private final Process shell;
    private final Writer commands;
    private final BufferedReader answers;
    private final Path folder;
    private final List<Long> started = new ArrayList<>();

    private LttngWorld(Process shell, Path folder) {
        this.shell = shell;
        this.commands = shell.outputWriter();
        this.answers = shell.inputReader();
        this.folder = folder;
    }

    static void assumePossible() throws IOException, InterruptedException {
        Tool.assumeInstalled("lttng-sessiond", "lttng", "lttng-relayd", "gcc", "unshare", "nsenter");
        assumeTrue("root".equals(System.getProperty("user.name")), "namespaces need root");
        assumeTrue(works("gcc", "-fsyntax-only", "-include", "lttng/tracepoint.h", "-x", "c", "/dev/null"),
                "liblttng-ust-dev is not installed");
        assumeTrue(works("unshare", "--mount", "--uts", "--ipc", "true"), "namespaces are not allowed here");
    }

    private static boolean works(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.DISCARD).start()
                .waitFor() == 0;
    }

    /** Starts a session daemon; the traced program is {@code folder/burst}. */
    static LttngWorld start(Path folder) throws IOException, InterruptedException {
        assumePossible();
        Path source = Path.of(System.getProperty("gyre.root"), "deploy/src/test/lttng");
        Tool.run(List.of("gcc", "-O1", "-I", source.toString(), "-o", folder.resolve("burst").toString(),
                source.resolve("burst.c").toString(), "-llttng-ust", "-lpthread", "-ldl"));
        LttngWorld world = shell(folder);
        world.run("mkdir -p /run/lttng && mount -t tmpfs lttng /run/lttng && mount -t tmpfs shm /dev/shm");
        world.run("export LTTNG_HOME=" + Files.createDirectories(folder.resolve("home"))
                + " LTTNG_UST_REGISTER_TIMEOUT=-1 LANG=C");
        world.startSessionDaemon();
        return world;
    }

    /** For who needs no more than mounts of its own. */
    static LttngWorld withoutDaemon(Path folder) throws IOException, InterruptedException {
        Tool.assumeInstalled("unshare", "nsenter");
        assumeTrue("root".equals(System.getProperty("user.name")), "namespaces need root");
        assumeTrue(works("unshare", "--mount", "--uts", "--ipc", "true"), "namespaces are not allowed here");
        return shell(folder);
    }

    private static LttngWorld shell(Path folder) throws IOException {
        LttngWorld world = new LttngWorld(new ProcessBuilder("unshare", "--mount", "--uts", "--ipc", "bash")
                .redirectErrorStream(true).start(), folder);
        world.run("hostname " + HOST);
        return world;
    }

    void startSessionDaemon() throws IOException {
        start("lttng-sessiond --no-kernel");
        retry("lttng list");
    }

    /** {@return the session daemon's process id} */
    long sessionDaemon() throws IOException {
        return Long.parseLong(run("cat /run/lttng/lttng-sessiond.pid").strip());
    }

    /** Runs a command line, which must succeed, and {@return what it printed}. */
    String run(String command) throws IOException {
        commands.write("{ " + command + "\n} 2>&1 </dev/null; code=$?; echo; echo '" + END + "' $code\n");
        commands.flush();
        return read(command);
    }

    /** As {@link #run}, again every tenth of a second for half a minute, until it succeeds. */
    String retry(String command) throws IOException {
        return run("for try in $(seq 300); do " + command + " && break; sleep 0.1; [ $try -lt 300 ]; done");
    }

    private String read(String command) throws IOException {
        StringBuilder printed = new StringBuilder();
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(END)) {
                assertEquals(END + " 0", line, () -> command + "\n" + printed);
                return printed.toString();
            }
            printed.append(line).append('\n');
        }
        throw new AssertionError("the shell ended in " + command + "\n" + printed);
    }

    /** Starts a command in the background, to be ended with this world; {@return its process id}. */
    long start(String command) throws IOException {
        commands.write(
                command + " >>" + folder.resolve("world.log") + " 2>&1 </dev/null & echo $!; echo '" + END + "' 0\n");
        commands.flush();
        long pid = Long.parseLong(read(command).strip());
        started.add(pid);
        return pid;
    }

    /** {@return the beginning of a command that runs in here and not outside} */
    List<String> enter() {
        return List.of("nsenter", "-t", Long.toString(shell.pid()), "-m", "-u", "-i", "--");
    }

    void await(long pid) throws IOException {
        run("while kill -0 " + pid + " 2>/dev/null; do sleep 0.05; done");
    }

    /** Ends what was started in here, and the shell. */
    @Override
    public void close() throws IOException {
        for (long pid : started.reversed()) {
            ProcessHandle.of(pid).filter(process -> process.parent().map(ProcessHandle::pid).orElse(0L) == shell.pid())
                    .ifPresent(process -> {
                        process.destroy();
                        try {
                            process.onExit().get(20, TimeUnit.SECONDS);
                        } catch (Exception e) {
                            process.destroyForcibly();
                        }
                    });
        }
        commands.close();
        try {
            shell.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        shell.destroyForcibly();
    }
}
