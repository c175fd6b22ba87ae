package dev.ganz.host.diagnosis;

import dev.ganz.host.BlockDevice;
import dev.ganz.host.Consumer;
import dev.ganz.host.CpuTime;
import dev.ganz.host.DeviceClass;
import dev.ganz.host.DiskLoad;
import dev.ganz.host.FileSystem;
import dev.ganz.host.Guest;
import dev.ganz.host.Machine;
import dev.ganz.host.Memory;
import dev.ganz.host.NetworkLoad;
import dev.ganz.host.Owner;
import dev.ganz.host.Pressure;
import dev.ganz.host.RaidArray;
import dev.ganz.host.Recording;
import dev.ganz.host.RemoteMount;
import dev.ganz.host.Sample;
import dev.ganz.host.Stall;
import dev.ganz.host.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A machine in a situation that a test makes up: every figure here is constructed, none recorded. */
final class Story {
    private final List<BlockDevice> devices = new ArrayList<>();
    private final List<FileSystem> fileSystems = new ArrayList<>();
    private final List<Guest> guests = new ArrayList<>();
    private final List<Owner> rings = new ArrayList<>();
    private final List<DiskLoad> disks = new ArrayList<>();
    private final List<Consumer> consumers = new ArrayList<>();
    private final List<RemoteMount> mounts = new ArrayList<>();
    private final List<RaidArray> arrays = new ArrayList<>();
    private final List<NetworkLoad> networks = new ArrayList<>();
    private final List<String> swaps = new ArrayList<>();
    private CpuTime cpu = new CpuTime(CpuTime.ALL, 0.05, 0, 0.02, 0.93, 0, 0, 0);
    private Optional<Tasks> tasks = Optional.of(new Tasks(1, 0));
    private Pressure pressure =
            new Pressure(Optional.of(new Stall(0, 0)), Optional.of(new Stall(0, 0)), Optional.of(new Stall(0, 0)));
    private Memory memory = new Memory(16L << 30, 8L << 30, 4L << 30, 0, 0, 0, 0, 0.1);
    private int samples = 10;

    Story device(String name, DeviceClass kind, String scheduler, String... members) {
        devices.add(new BlockDevice(
                name,
                "8:" + devices.size(),
                kind,
                1L << 40,
                scheduler,
                scheduler.isEmpty() ? List.of() : List.of("none", "mq-deadline", "kyber", "bfq"),
                128,
                64,
                List.of(members),
                "",
                "",
                "none"));
        return this;
    }

    /** A load of requests of 4 KiB, half of them writes. */
    Story load(String name, double requests, double millis, double busy) {
        return load(name, requests, 4096, millis, busy);
    }

    Story load(String name, double requests, double octets, double millis, double busy) {
        double half = requests / 2;
        disks.add(new DiskLoad(
                name,
                half,
                half,
                half * octets,
                half * octets,
                millis / 1e3,
                millis / 1e3,
                requests * millis / 1e3, // Little's law
                busy));
        return this;
    }

    Story waits(double iowait, int blocked, double some, double full) {
        cpu = new CpuTime(CpuTime.ALL, 0.01, 0, 0.01, Math.max(0, 0.98 - iowait), iowait, 0, 0);
        tasks = Optional.of(new Tasks(1, blocked));
        pressure = new Pressure(pressure.cpu(), Optional.of(new Stall(some, full)), pressure.memory());
        return this;
    }

    Story cpu(CpuTime time, int running, double stalled) {
        cpu = time;
        tasks = Optional.of(new Tasks(running, 0));
        pressure = new Pressure(Optional.of(new Stall(stalled, 0)), pressure.io(), pressure.memory());
        return this;
    }

    Story memory(Memory state, double some, double full) {
        memory = state;
        pressure = new Pressure(pressure.cpu(), pressure.io(), Optional.of(new Stall(some, full)));
        return this;
    }

    Story withoutPressure() {
        pressure = Pressure.UNKNOWN;
        return this;
    }

    Story guest(String name, double octets, int blocked) {
        consumers.add(
                new Consumer(new Owner(Owner.Kind.GUEST, name), octets / 2, octets / 2, blocked, "folio_wait_bit"));
        return this;
    }

    Story sleeper(String name, String function) {
        consumers.add(new Consumer(new Owner(Owner.Kind.SERVICE, name), 0, 0, 1, function));
        return this;
    }

    Story machineGuest(Guest guest) {
        guests.add(guest);
        return this;
    }

    Story fileSystem(FileSystem fileSystem) {
        fileSystems.add(fileSystem);
        return this;
    }

    Story ring(Owner owner) {
        rings.add(owner);
        return this;
    }

    Story mount(RemoteMount mount) {
        mounts.add(mount);
        return this;
    }

    Story array(RaidArray array) {
        arrays.add(array);
        return this;
    }

    Story network(NetworkLoad network) {
        networks.add(network);
        return this;
    }

    Story swapsTo(String device) {
        swaps.add(device);
        return this;
    }

    Story lasts(int count) {
        samples = count;
        return this;
    }

    Sample sample(long time) {
        return new Sample(
                time,
                1,
                List.of(cpu),
                tasks,
                pressure,
                Optional.of(memory),
                disks,
                networks,
                mounts,
                arrays,
                consumers);
    }

    Machine machine() {
        return new Machine(
                "alpha",
                "6.1",
                4,
                16L << 30,
                4L << 30,
                false,
                Pressure.Support.AVAILABLE,
                devices,
                fileSystems,
                guests,
                new TreeMap<>(),
                swaps,
                rings);
    }

    Recording recording() {
        List<Sample> all = new ArrayList<>();
        for (int i = 1; i <= samples; i++) {
            all.add(sample(i * 1000L));
        }
        return new Recording("story", "ganz", machine(), all);
    }

    List<Finding> findings() {
        return Diagnosis.of(recording());
    }
}
