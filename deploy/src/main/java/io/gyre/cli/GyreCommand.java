package io.gyre.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The root: lists the commands. */
@Command(name = "gyre", synopsisSubcommandLabel = "COMMAND",
        versionProvider = Version.class,
        header = "Streaming analysis of rotated LTTng trace chunks on Apache Kafka.",
        footerHeading = "%nExamples:%n",
        footer = {
                "  ./gyre demo                              the whole pipeline on a sample fleet, with a Kafka of its own",
                "  ./gyre report ~/lttng-traces/my-session  the same answers straight from folders",
                "  ./gyre help publish                      what a command takes"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
                " 0:done",
                " 1:failed; the line on stderr says why and what to do",
                " 2:the command line was wrong",
                " 3:done, but something was left out (unreadable or quarantined) and is named on stderr",
                "130:stopped before it was done",
                "141:the reader of stdout went away (| head)"})
final class GyreCommand {
    private static final String HELP = "Show this help.";
    private static final List<Class<?>> COMMANDS = List.of(
            DemoCommand.class, UpCommand.class, TextCommand.class, InspectCommand.class,
            ReportCommand.class, KeygenCommand.class, TopicsCommand.class,
            PublishCommand.class, PublishStatusCommand.class, RetainCommand.class, AdoptCommand.class,
            AnalyzeCommand.class, SinkCommand.class, RestoreCommand.class, VerifyCommand.class, BenchCommand.class,
            TrainCommand.class, HelpCommand.class);

    @Option(names = { "-h", "--help"}, usageHelp = true, description = GyreCommand.HELP)
    boolean help;

    @Option(names = { "-V", "--version"}, versionHelp = true, description = "Show the version.")
    boolean version;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the stack of an error.")
    boolean debug;

    private final Console console;

    GyreCommand(Console console) {
        this.console = console;
    }

    @Option(names = "--log", scope = ScopeType.INHERIT, paramLabel = "STYLE", defaultValue = "plain",
            description = "How problems and the log are written to stderr: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    void log(Logging.Style style) {
        console.logAs(style);
        Logging.toStderr(style);
    }

    /** {@return the whole command line, ready to execute} */
    static CommandLine line(Console console) {
        return line(console, COMMANDS);
    }

    /**
     * {@return the command line with at least the commands that these arguments can mean}: reading the options of all the others takes
     * longer than most commands.
     */
    static CommandLine line(Console console, String[] arguments) {
        List<Class<?>> meant = arguments.length == 0
                ? List.of()
                : COMMANDS.stream().filter(type -> isMeant(type, arguments[0])).toList();
        return line(console, meant.isEmpty() || meant.contains(HelpCommand.class) ? COMMANDS : meant);
    }

    /** Names may have two words. */
    private static boolean isMeant(Class<?> type, String word) {
        String name = type.getAnnotation(Command.class).name();
        return name.equals(word) || name.startsWith(word + " ");
    }

    private static CommandLine line(Console console, List<Class<?>> commands) {
        CommandLine line = new CommandLine(new GyreCommand(console), new CommandFactory(console));
        for (Class<?> type : commands) {
            line.addSubcommand(type);
        }
        addHelp(line);
        return line;
    }

    /** To all commands below, which may have some below them. */
    private static void addHelp(CommandLine parent) {
        for (CommandLine command : parent.getSubcommands().values()) {
            if (!(command.getCommand() instanceof HelpCommand)) { // which brings its own
                command.getCommandSpec().addOption(
                        OptionSpec.builder("-h", "--help").usageHelp(true).description(HELP).build());
            }
            addHelp(command);
        }
    }

    static boolean debug(CommandLine command) {
        CommandLine root = command;
        while (root.getParent() != null) {
            root = root.getParent();
        }
        return root.getCommand() instanceof GyreCommand gyre && gyre.debug;
    }
}
