package org.sceau.it.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What to measure.
 *
 * @param sizes of the PDF in each bundle, in bytes
 * @param connections of the load
 * @param documents most per line; fewer for large ones
 * @param warmUp documents before the first line
 * @param carries {@code cms} or {@code clear}
 * @param token whether the gateway's keys are in a SoftHSM2 token, {@code --softhsm yes}
 * @param tokenRate signatures a second that the token makes at most, {@code --token-rate 50}; 0 for as many as it can
 * @param together whether submissions share the seal's signatures, {@code --seal-together yes}
 * @param javaOptions of the gateway
 * @param out where the JSON and the plot go
 * @param pairs how often gateways with and without time-stamps and evidence are measured one after the other; 0 for the table
 * @param evidenceEvery documents to one evidence file that somebody asks for meanwhile
 */
record BenchOptions(
        List<Integer> sizes,
        List<Integer> connections,
        int documents,
        int warmUp,
        String carries,
        boolean token,
        int tokenRate,
        boolean together,
        List<String> javaOptions,
        Path out,
        int pairs,
        int evidenceEvery) {

    static BenchOptions of(List<String> arguments) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i + 1 < arguments.size(); i += 2) {
            given.put(arguments.get(i), arguments.get(i + 1));
        }
        if (!arguments.isEmpty() && arguments.getLast().equals("--pairs")) {
            given.put("--pairs", "5");
        }
        return new BenchOptions(
                numbers(given.getOrDefault("--sizes", "20000,200000,2000000")),
                numbers(given.getOrDefault("--connections", given.containsKey("--pairs") ? "8" : "1,8,32")),
                Integer.parseInt(given.getOrDefault("--documents", "2000")),
                Integer.parseInt(given.getOrDefault("--warm-up", "3000")),
                given.getOrDefault("--carries", "cms"),
                given.getOrDefault("--softhsm", "no").equals("yes") || given.containsKey("--token-rate"),
                Integer.parseInt(given.getOrDefault("--token-rate", "0")),
                given.getOrDefault("--seal-together", "no").equals("yes"),
                Arrays.asList(given.getOrDefault("--java", "-Xmx1g").split(" ", -1)),
                Path.of(given.getOrDefault("--out", "it/target/bench")),
                Integer.parseInt(given.getOrDefault("--pairs", "0")),
                Integer.parseInt(given.getOrDefault("--evidence-every", "200")));
    }

    private static List<Integer> numbers(String list) {
        return Arrays.stream(list.split(",", -1)).map(Integer::valueOf).toList();
    }
}
