package io.gyre.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gyre.analysis.lami.Lami;
import java.io.PrintWriter;
import picocli.CommandLine;

/** Where the process begins. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        HeadStart.of(arguments);
        System.setProperty("slf4j.provider", "org.slf4j.jul.JULServiceProvider");
        System.setProperty("slf4j.internal.verbosity", "WARN"); // of the line above it would tell the user
        Logging.waitForUse();
        int exitCode = run(Console.ofProcess(), arguments);
        if (exitCode != ExitCode.OK || isAnotherThreadAtWork()) {
            System.exit(exitCode); // which sets up a logger to tell, and opens all jars to find it
        }
    }

    private static boolean isAnotherThreadAtWork() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> !thread.isDaemon() && thread != Thread.currentThread());
    }

    /** Runs one command, and {@return its exit code}. */
    static int run(Console console, String... arguments) {
        if (arguments.length == 1 && arguments[0].equals("--mi-version")) { // Trace Compass asks the program, not its command
            console.print(Lami.VERSION);
            return ExitCode.OK;
        }
        CommandLine gyre = GyreCommand.line(console, arguments);
        String[] line = arguments.length == 0 ? new String[]{ "--help"} : TwoWords.joined(gyre, arguments);
        int exitCode = gyre
                .setOut(new PrintWriter(console.out(), true, UTF_8))
                .setErr(new PrintWriter(console.err(), true, UTF_8))
                .setParameterExceptionHandler(new WrongUsage(console))
                .setExecutionExceptionHandler(new Failure(console))
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(line);
        console.wipe();
        return exitCode;
    }
}
