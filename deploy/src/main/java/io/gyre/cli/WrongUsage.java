package io.gyre.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Answers a wrong command line with one line, not with pages of help. */
final class WrongUsage implements IParameterExceptionHandler {
    private final Console console;

    WrongUsage(Console console) {
        this.console = console;
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        console.problem(wrong.getMessage() + suggestion(wrong) + " (see ./" + help(command) + ")");
        return ExitCode.USAGE;
    }

    /** {@return what shows the command's help} */
    private static String help(CommandLine command) {
        CommandLine parent = command.getParent();
        if (parent == null) {
            return "gyre help";
        }
        return parent.getParent() == null
                ? "gyre help " + command.getCommandName()
                : command.getCommandSpec().qualifiedName(" ") + " --help";
    }

    private static String suggestion(ParameterException wrong) {
        List<String> near = wrong instanceof UnmatchedArgumentException unmatched
                ? unmatched.getSuggestions()
                : List.of();
        return near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
    }
}
