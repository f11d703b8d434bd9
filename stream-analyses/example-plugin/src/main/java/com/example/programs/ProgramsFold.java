package com.example.programs;

import io.gyre.analysis.Fold;
import io.gyre.ctf.bind.Field;
import io.gyre.ctf.bind.OnEvent;
import io.gyre.ctf.bind.Text;
import java.util.TreeMap;

/** Counts within one slice. Public, as its handler is, because the compiled decoder calls it. */
public final class ProgramsFold implements Fold<Programs> {
    private TreeMap<String, Long> starts = new TreeMap<>();

    /** The text is valid during the call only; toString() makes a copy. */
    @OnEvent("sched_process_exec")
    public void exec(long timestampNs, @Field("filename") Text filename) {
        starts.merge(filename.toString(), 1L, Long::sum);
    }

    @Override
    public Programs cut(long afterNs, long upToNs) {
        var partial = new Programs(starts);
        starts = new TreeMap<>();
        return partial;
    }
}
