// The reference day as text on standard input, and the one line of results; knows no way of simulating it.
#pragma once

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

constexpr double HOUR = 3600000.0, PATIENCE = 60000.0, TALK = 150000.0, SIGMA = 0.8;
constexpr double REDIAL_MIN = 2000.0, REDIAL_MEAN = 15000.0, AFTER_REFUSAL = 0.85, AFTER_ABANDONING = 0.6;
constexpr double LOSS = 0.001, OVERFLOW_LEG = 30.0, DOWN_FROM = 10 * HOUR, DOWN_TO = 12 * HOUR;
constexpr int MOST = 5;

struct Origin {
    int positions, room, firewall;
    double per_day, legs[4];
};

struct World {
    int hours = 0;
    double rate_per_ms = 0, burst = 0, hourly[24];
    int sessions = 0;
    std::vector<Origin> origins;
};

// What the kernel keeps of every attempt, and so do its peers: how it ended and when, in one sum; and by origin who
// called, who was helped and who gave up.
enum Outcome { ANSWERED = 1, ELSEWHERE = 2, SILENT = 8, BUSY = 10, ABANDONED = 11 };

struct Counts {
    long callers = 0, attempts = 0, served = 0, abandoned = 0, overflowed = 0;
    long outcomes[16] = {};
    uint64_t check = 0;
    std::vector<long> called, helped, given_up;

    explicit Counts(size_t origins) : called(origins), helped(origins), given_up(origins) {}

    void ended(uint64_t key, int origin, int attempt, Outcome outcome, int psap, double started, double delivered,
               double answered, double over) {
        constexpr uint64_t FOLD = 1000003;
        outcomes[outcome]++;
        if (outcome == ANSWERED || outcome == ELSEWHERE) served++, helped[origin]++;
        if (outcome == ABANDONED) abandoned++;
        uint64_t fold = uint64_t((attempt * 16 + outcome) * 4) * FOLD + uint64_t(int64_t(psap));
        fold = (fold * FOLD + uint64_t(int64_t(started))) * FOLD + uint64_t(int64_t(delivered));
        fold = (fold * FOLD + uint64_t(int64_t(answered))) * FOLD + uint64_t(int64_t(over));
        fold = (key ^ fold) * 0x9E3779B97F4A7C15;
        check += fold ^ (fold >> 29);
    }
};

inline World read_world() {
    World world;
    int count = 0;
    double rate_per_s = 0, total = 0;
    bool good = std::scanf("%d %d %lf %lf %d", &count, &world.hours, &rate_per_s, &world.burst, &world.sessions) == 5;
    world.rate_per_ms = rate_per_s / 1000.0;
    for (double &share : world.hourly) {
        good = good && std::scanf("%lf", &share) == 1;
        total += share;
    }
    for (double &share : world.hourly) share /= total;
    for (int o = 0; good && o < count; o++) {
        Origin one;
        good = std::scanf("%d %d %d %lf %lf %lf %lf %lf", &one.positions, &one.room, &one.firewall, &one.per_day,
                          &one.legs[0], &one.legs[1], &one.legs[2], &one.legs[3]) == 8;
        world.origins.push_back(one);
    }
    if (!good) std::exit(2);
    return world;
}

template <class Engine> int timed(int count, char **given) {
    World world = read_world();
    Engine engine(world, count > 1 ? std::strtoull(given[1], nullptr, 10) : 1);
    auto began = std::chrono::steady_clock::now();  // when the world has been built, as for the kernel and SimPy
    Counts counts = engine.run();
    double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    std::printf("{\"seconds\": %.9f, \"callers\": %ld, \"attempts\": %ld, \"served\": %ld, \"abandoned\": %ld, "
                "\"overflowed\": %ld, \"checksum\": %llu}\n",
                seconds, counts.callers, counts.attempts, counts.served, counts.abandoned, counts.overflowed,
                static_cast<unsigned long long>(counts.check));
    return 0;
}
