package io.gyre.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Where the process begins. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out, System.err));
    }

    /**
     * Runs one command.
     *
     * @return an exit code
     */
    public static int run(String[] arguments, PrintStream out, PrintStream err) {
        String[] line = arguments.length == 0 ? new String[]{ "--help"} : arguments;
        return GyreCommand.line()
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler(new WrongUsage(err))
                .setExecutionExceptionHandler(new Failure(err))
                .setUsageHelpAutoWidth(true)
                .execute(line);
    }
}
