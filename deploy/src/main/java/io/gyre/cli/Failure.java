package io.gyre.cli;

import io.gyre.ctf.CtfException;
import io.gyre.embedded.BrokerException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a command threw into one line on stderr, and an exit code. */
final class Failure implements IExecutionExceptionHandler {
    private final Console console;

    Failure(Console console) {
        this.console = console;
    }

    @Override
    public int handleExecutionException(Exception exception, CommandLine command, ParseResult parsed) {
        if (BrokenPipe.isCauseOf(exception)) {
            return ExitCode.BROKEN_PIPE;
        }
        Throwable cause = exception instanceof ExecutionException && exception.getCause() != null
                ? exception.getCause()
                : exception;
        String next = next(cause);
        console.problem(what(cause) + (next.isEmpty() ? "" : " (" + next + ")"));
        if (GyreCommand.debug(command)) {
            exception.printStackTrace(console.err());
        }
        return ExitCode.FAILURE;
    }

    private static String what(Throwable cause) {
        return switch (cause) {
            case NoSuchFileException e -> "there is no " + e.getFile();
            case AccessDeniedException e -> "not allowed to read or write " + e.getFile();
            default -> cause.getMessage() == null ? cause.toString() : cause.getMessage();
        };
    }

    private static String next(Throwable cause) {
        return switch (cause) {
            case CommandException e -> e.next();
            case CtfException e -> "code " + e.code();
            case BrokerException e -> "the data folder keeps what was published";
            case TimeoutException e -> "does a broker answer at --bootstrap-server, and does --command-config suit it?";
            case AuthorizationException e -> "grant the operation, or pass other credentials by --command-config";
            default -> "--debug shows where";
        };
    }
}
