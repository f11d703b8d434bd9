package io.gyre.cli;

import io.gyre.chunk.ChunkDamage;
import io.gyre.chunk.TraceFolder;
import io.gyre.ctf.CtfException;
import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.Strictness;
import io.gyre.ctf.read.StreamInfo;
import picocli.CommandLine.Option;

/** What a command does about traces that are damaged: tells it on stderr, and goes on unless it is told to be strict. */
final class DamageOptions {
    private Strictness strictness = Strictness.LENIENT;
    private long damages;

    @Option(names = "--strict",
            description = "Stop at the first damage, with exit code 1. Without it, all that is whole is read, and the exit code is 3.")
    void strict(boolean isStrict) {
        strictness = isStrict ? Strictness.STRICT : Strictness.LENIENT;
    }

    /** {@return 0, or 3 when something was damaged} */
    int exitCode() {
        return damages == 0 ? ExitCode.OK : ExitCode.PARTLY;
    }

    /** {@return what to do about a trace that cannot be read} */
    ChunkDamage ofTraces(Console console) {
        return new ChunkDamage() {
            @Override
            public void found(TraceFolder trace, CtfException damage) throws CtfException {
                tell(console, damage, "the other traces are read");
            }

            @Override
            public void indexIgnored(TraceFolder trace, String why) {
                console.note("gyre: warning: " + why + "; the packets are read instead");
            }
        };
    }

    /** What to do about a packet that is damaged; where just the time goes back, all events are there. */
    void ofPackets(Console console, StreamInfo stream, CtfException damage) throws CtfException {
        if (strictness == Strictness.LENIENT && damage instanceof DataStreamException ofData
                && ofData.kind() == DataStreamException.Kind.TIME_GOES_BACK) {
            console.note("gyre: warning: " + damage.getMessage() + " (code " + damage.code() + ")");
        } else {
            tell(console, damage, "reading goes on at the stream's next packet");
        }
    }

    private void tell(Console console, CtfException damage, String consequence) throws CtfException {
        switch (strictness) {
            case LENIENT -> {
                damages++;
                console.problem(damage.getMessage() + " (code " + damage.code() + "; " + consequence + ")");
            }
            case STRICT -> throw damage;
        }
    }
}
