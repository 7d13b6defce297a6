package org.sceau.it.outage;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.sceau.app.demo.Clinics;
import org.sceau.app.demo.PartnerClient;
import org.sceau.it.bench.Load;
import org.sceau.it.support.GatewayProcess;
import org.sceau.it.support.OperatorView;
import org.sceau.it.support.Progress;
import org.sceau.it.support.TimeAuthority;
import org.sceau.profiles.SampleReport;

/**
 * One gateway with two routes: what the laboratory sends goes on without time-stamps, what the hospital sends stops. Not
 * thread-safe.
 */
final class Site implements AutoCloseable {
    private static final int PDF_BYTES = 20_000;
    private static final String RECEIPT = "application/vnd.sceau.receipt+json";

    private final Clinics clinics;
    private final TimeAuthority authority;
    private final GatewayProcess gateway;
    private final PartnerClient laboratory;
    private final PartnerClient hospital;
    private final Load load;
    private long seed = 1;

    private Site(Clinics clinics, TimeAuthority authority, GatewayProcess gateway, int connections) {
        this.clinics = clinics;
        this.authority = authority;
        this.gateway = gateway;
        this.laboratory = new PartnerClient(gateway.fhir(), clinics.laboratoryTls());
        this.hospital = new PartnerClient(gateway.fhir(), clinics.hospitalTls());
        this.load = new Load(gateway.fhir(), clinics.laboratoryTls(), connections);
    }

    static Site start(Path directory, Plan plan) throws IOException, InterruptedException {
        Clinics clinics = Clinics.create(directory);
        TimeAuthority authority = TimeAuthority.start(directory);
        authority.configure(directory, "every: " + plan.every() + ", alarm: " + plan.alarm() + ", answer: 5s");
        Path conf = directory.resolve("conf");
        Path partner = conf.resolve("partners/hopital.yaml");
        Files.writeString(
                partner,
                Files.readString(partner).replace("may: [find, retrieve]", "may: [submit, find, retrieve]")
                        + "\nprofiles: [\"https://profiles.ihe.net/ITI/MHD/StructureDefinition/IHE.MHD.Comprehensive.ProvideBundle\"]\n");
        Files.writeString(conf.resolve("routes/arret.yaml"), """
                id: arret
                description: Ce que l'hôpital envoie attend l'horodatage
                priority: 300
                match: {from: [hopital]}
                to: [hopital]
                unknown-recipients: warn
                mode: custody
                without-consent:
                  permit: {legal-basis: "CSP L.1110-4, équipe de soins"}
                limit: 24h
                when-unstamped: {stop: {after: %s}}
                """.formatted(plan.stop()));
        GatewayProcess gateway = GatewayProcess.start(directory, List.of("-Xmx1g"), Map.of());
        return new Site(clinics, authority, gateway, plan.connections());
    }

    TimeAuthority authority() {
        return authority;
    }

    Path anchors() {
        return clinics.anchors();
    }

    OperatorView operator() {
        return gateway.operator();
    }

    Gauges gauges() {
        return new Gauges(operator(), clinics.directory().resolve("gateway.out"));
    }

    /** Reports of the laboratory, as fast as they are answered. */
    Load.Outcome batch(int count, String what) throws InterruptedException, ExecutionException {
        List<byte[]> bundles = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            bundles.add(next());
        }
        Progress progress = new Progress(System.err, what, count);
        return load.run(bundles, progress::step);
    }

    /** One more by the laboratory: its route goes on. */
    PartnerClient.Answer goingOn() throws IOException, InterruptedException {
        return laboratory.submit(next());
    }

    /** One by the hospital: its route stops. */
    PartnerClient.Answer stopping() throws IOException, InterruptedException {
        return hospital.submit(next());
    }

    byte[] receipt(URI address) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = laboratory.get(address, RECEIPT);
        try (InputStream body = response.body()) {
            return body.readAllBytes();
        }
    }

    /** Milliseconds of CPU so far, without the virtual machine's compilers. */
    double cpuMillis() throws IOException {
        return gateway.cpu().minus(gateway.compilers()).toNanos() / 1e6;
    }

    private byte[] next() {
        return SampleReport.of(seed++, PDF_BYTES).transaction(SampleReport.Carrying.PDF);
    }

    @Override
    public void close() {
        load.close();
        laboratory.close();
        hospital.close();
        gateway.close();
        authority.close();
        clinics.close();
    }
}
