package io.gyre.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.publisher.adopt.Adoption;
import io.gyre.publisher.adopt.LiveWriters;
import io.gyre.publisher.adopt.OpenFilesOfProcesses;
import io.gyre.publisher.adopt.Orphan;
import io.gyre.publisher.lttng.SessionDaemon;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes in what LTTng left behind. */
@Command(name = "adopt", header = "Move chunks that LTTng left behind into archives/, to be published like all others.",
        description = { "",
                "A session daemon that was killed leaves .tmp_old_chunk and <begin>-<id> in a session's folder; a session that never",
                "rotated leaves its data there when it is destroyed. Folders are renamed, nothing else is touched. A session is left alone",
                "while the session daemon has it, a process has its files open, or it was written in the last 10 seconds."},
        footerHeading = "%nExample:%n",
        footer = "  ./gyre adopt --dry-run ~/lttng-traces/my-session-20261125-090000")
final class AdoptCommand implements Callable<Integer> {
    private final Console console;

    AdoptCommand(Console console) {
        this.console = console;
    }

    @Option(names = "--dry-run", description = "Show what would be moved where; move nothing.")
    boolean dryRun;

    @Option(names = "--force", description = "Take also what may still be written: you know that nobody does.")
    boolean force;

    @Option(names = "--json", description = "Print one JSON object per chunk.")
    boolean json;

    @Parameters(arity = "1..*", paramLabel = "DIR", description = "A session's folder, or one with many of them.")
    List<Path> paths = List.of();

    @Override
    public Integer call() throws IOException {
        List<LiveWriters> writers = new ArrayList<>(List.of(new OpenFilesOfProcesses()));
        SessionDaemon.open().ifPresent(daemon -> writers.add(daemon::writing));
        Adoption adoption = new Adoption(writers, force ? Adoption.Care.FORCED : Adoption.Care.CAREFUL);
        List<Adoption.Outcome> outcomes = dryRun ? adoption.plan(paths) : adoption.adopt(paths);
        outcomes.forEach(this::print);
        if (outcomes.isEmpty() && !json) {
            console.print("nothing was left behind");
        }
        boolean all = outcomes.stream().allMatch(Adoption.Outcome.Adopted.class::isInstance);
        return all ? ExitCode.OK : ExitCode.PARTLY;
    }

    private void print(Adoption.Outcome outcome) {
        Orphan orphan = outcome.orphan();
        String state = switch (outcome) {
            case Adoption.Outcome.Adopted _ -> dryRun ? "would adopt" : "adopted";
            case Adoption.Outcome.Refused _ -> "left";
        };
        String why = outcome instanceof Adoption.Outcome.Refused(Orphan _, String reason) ? reason : "";
        if (json) {
            ObjectNode object = JsonNodeFactory.instance.objectNode().put("session", orphan.session().toString())
                    .put("kind", orphan.kind().name().toLowerCase(Locale.ROOT)).put("chunk", orphan.target().toString())
                    .put("state", state);
            console.print((why.isEmpty() ? object : object.put("why", why)).toString());
            return;
        }
        String from = orphan.kind() == Orphan.Kind.NEVER_ROTATED
                ? orphan.session().toString()
                : orphan.parts().getFirst().toString();
        if (why.isEmpty()) {
            console.print(state + "  " + from + " as archives/" + orphan.target().getFileName());
        } else {
            console.problem(from + " is left: " + why);
        }
    }
}
